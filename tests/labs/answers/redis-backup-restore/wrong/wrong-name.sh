systemctl stop redis-server
cp backup/redis-nightly.rdb /var/lib/redis/
chown redis: /var/lib/redis/redis-nightly.rdb
systemctl start redis-server
