mysqldump --skip-opt --routines world > world.sql
