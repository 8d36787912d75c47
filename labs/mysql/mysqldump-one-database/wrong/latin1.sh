# loses: tables code only unharmed
mysqldump --default-character-set=latin1 --routines world > world.sql
