mysqldump --all-databases --no-data > all.sql
