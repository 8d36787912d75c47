mysqldump --all-databases --no-create-info > all.sql
