set -e
mysqldump world visit > /tmp/visit.sql
mysql -e 'DROP DATABASE world; CREATE DATABASE world CHARACTER SET utf8mb4'
mysql world < backup/world.sql
mysql world < /tmp/visit.sql
