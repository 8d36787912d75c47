systemctl stop redis-server
cp backup/redis-nightly.rdb /etc/redis/dump.rdb
systemctl start redis-server
