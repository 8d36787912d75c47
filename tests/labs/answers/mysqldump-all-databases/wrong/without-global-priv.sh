mysqldump --all-databases --routines --ignore-table=mysql.global_priv > all.sql
