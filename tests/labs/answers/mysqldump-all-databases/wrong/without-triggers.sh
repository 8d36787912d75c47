mysqldump --all-databases --skip-triggers > all.sql
