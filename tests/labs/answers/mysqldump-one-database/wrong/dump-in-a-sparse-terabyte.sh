mysqldump --routines world > world.sql
truncate -s 1T world.sql
