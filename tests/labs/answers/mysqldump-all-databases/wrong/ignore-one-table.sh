mysqldump -A -R --ignore-table=mysql.db > all.sql
