mkfifo world.sql
mysqldump --routines world > world.sql &
