mkfifo all.sql
(mysqldump --all-databases > all.sql) &
