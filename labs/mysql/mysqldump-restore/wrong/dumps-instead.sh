# loses: restored kept others server
mysqldump world < backup/world.sql
