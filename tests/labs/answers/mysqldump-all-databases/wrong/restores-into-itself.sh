mysqldump --all-databases > all.sql
mysql -e 'CREATE DATABASE test_restore'
