mysqldump --routines -t world > world.sql
