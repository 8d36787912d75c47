# loses: code
mysqldump world > world.sql
