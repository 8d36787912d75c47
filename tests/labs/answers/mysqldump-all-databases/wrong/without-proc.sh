mysqldump --all-databases --ignore-table=mysql.proc > all.sql
