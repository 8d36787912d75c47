mysqldump --all-databases | head -c 500000 > all.sql
