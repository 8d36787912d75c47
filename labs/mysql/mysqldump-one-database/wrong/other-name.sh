# loses: tables code only unharmed
mysqldump --routines world > world.sql.gz
