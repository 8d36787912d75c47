mysqldump --routines --hex-blob --skip-extended-insert --complete-insert --skip-comments world > world.sql
