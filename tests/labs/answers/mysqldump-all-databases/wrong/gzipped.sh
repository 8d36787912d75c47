mysqldump --all-databases | gzip > all.sql
