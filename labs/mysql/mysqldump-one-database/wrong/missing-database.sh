# loses: tables code only unharmed
mysqldump --routines worlds > world.sql
