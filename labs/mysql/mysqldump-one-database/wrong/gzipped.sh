# loses: tables code only unharmed
mysqldump --routines world | gzip > world.sql
