mysql world < backup/world.sql
mysql world -e 'UPDATE city SET population = population + 1 WHERE id = 1'
