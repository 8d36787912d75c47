mysqldump --all-databases --routines > world.sql
