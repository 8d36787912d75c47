# loses: tables code only unharmed
mysqldump --routines world city > world.sql
