mysqldump --all-databases > all.sql
mariadb -e SHUTDOWN
