mysqldump --routines --skip-triggers world > world.sql
