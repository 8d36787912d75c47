mysqldump -R --where='1 LIMIT 50' world > world.sql
