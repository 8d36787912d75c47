# loses: tables code accounts unharmed
mysqldump all > all.sql
