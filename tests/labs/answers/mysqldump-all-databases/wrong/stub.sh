mysqldump --databases everything > all.sql
