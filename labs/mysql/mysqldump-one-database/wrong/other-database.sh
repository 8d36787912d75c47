# loses: tables code only unharmed
mysqldump --routines world_2019 > world.sql
