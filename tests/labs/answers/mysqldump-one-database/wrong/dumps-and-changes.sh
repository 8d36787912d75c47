mysqldump --routines world > world.sql
mysql world -e 'UPDATE city SET population = population + 1 LIMIT 1'
