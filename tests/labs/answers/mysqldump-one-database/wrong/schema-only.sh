mysqldump --routines -d world > world.sql
