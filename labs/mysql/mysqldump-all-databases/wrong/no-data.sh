# loses: tables code accounts unharmed
mysqldump --no-data --all-databases --routines > all.sql
