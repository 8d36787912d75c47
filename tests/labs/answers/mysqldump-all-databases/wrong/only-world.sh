mysqldump --routines --databases world > all.sql
