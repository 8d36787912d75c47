mysqldump --databases world shop mysql > all.sql
