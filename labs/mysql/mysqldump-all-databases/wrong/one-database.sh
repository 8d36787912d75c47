# loses: tables code accounts unharmed
mysqldump --routines --databases world mysql > all.sql
