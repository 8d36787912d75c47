mysql world < backup/world.sql
# Whoever stays connected is in nobody's way.
mysql -e 'SELECT SLEEP(1000)' &
sleep 1000 | mysql world &
