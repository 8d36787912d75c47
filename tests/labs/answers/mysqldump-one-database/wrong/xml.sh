mysqldump --xml --routines world > world.sql
