mysqldump --all-databases --where='1 LIMIT 100' > all.sql
