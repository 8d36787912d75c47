# loses: code accounts
mysqldump --databases world shop crm-archive > all.sql
