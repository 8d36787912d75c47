mysqldump --verbose --routines world > world.sql 2>&1
