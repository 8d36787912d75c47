# loses: tables code only unharmed
mysqldump --no-data --routines world > world.sql
