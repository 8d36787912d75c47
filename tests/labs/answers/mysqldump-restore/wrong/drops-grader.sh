mysql world < backup/world.sql
mysql -e 'DROP USER grader@127.0.0.1'
