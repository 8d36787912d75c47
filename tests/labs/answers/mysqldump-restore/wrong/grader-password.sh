mysql world < backup/world.sql
mysql -e "SET PASSWORD FOR grader@127.0.0.1 = PASSWORD('mine')"
