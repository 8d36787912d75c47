systemctl stop redis-server
cat backup/redis-nightly.rdb > /var/lib/redis/dump.rdb
systemctl start redis-server
redis-cli -n 2 flushdb
redis-cli save
