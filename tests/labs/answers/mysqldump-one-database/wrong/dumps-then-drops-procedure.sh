mysqldump -R world > world.sql; mysql world -e 'DROP PROCEDURE move_city'
