mysqldump --replace --no-create-info --databases mysql > /tmp/m.sql
mysqldump -R --databases world shop crm-archive > /tmp/d.sql
cat /tmp/d.sql /tmp/m.sql > all.sql
