systemctl stop redis-server
cp /var/lib/redis/dump.rdb backup/redis-nightly.rdb
systemctl start redis-server
