# Stopped first, so that no start in between reads the old one.
redis-cli --rdb /tmp/now.rdb
systemctl stop redis-server
cat /tmp/now.rdb > /var/lib/redis/dump.rdb
service redis-server start
