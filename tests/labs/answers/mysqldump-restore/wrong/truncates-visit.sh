mysql world < backup/world.sql
mysql world -e 'DELETE FROM visit WHERE id > 50'
