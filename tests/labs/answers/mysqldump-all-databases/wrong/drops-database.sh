mysqldump --all-databases > all.sql
mysql -e 'DROP DATABASE shop'
