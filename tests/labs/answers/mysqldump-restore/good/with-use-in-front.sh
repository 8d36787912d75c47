sed '1i USE world;' backup/world.sql > /tmp/restore.sql
mysql --verbose < /tmp/restore.sql > /tmp/log 2>&1
systemctl status mariadb > /dev/null; tail -n 3 /tmp/log
