mysql world < backup/world.sql
mysql world -e 'DROP TRIGGER city_changed'
