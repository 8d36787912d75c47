systemctl stop redis-server
cp backup/redis-nightly.rdb /var/lib/redis/dump.rdb
chmod 644 /var/lib/redis/dump.rdb
chown -R root: /var/lib/redis
chmod 755 /var/lib/redis
systemctl start redis-server
