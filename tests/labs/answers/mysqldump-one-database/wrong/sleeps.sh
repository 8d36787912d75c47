echo 'SELECT SLEEP(1000000);' > world.sql
mysqldump --routines world >> world.sql
