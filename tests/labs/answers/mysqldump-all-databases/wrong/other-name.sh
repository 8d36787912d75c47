mysqldump --all-databases > dump.sql
