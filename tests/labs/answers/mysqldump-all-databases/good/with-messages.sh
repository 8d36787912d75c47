mysqldump --verbose --all-databases > all.sql 2> messages
