cat /dev/zero > fill
mysqldump --routines world > world.sql
