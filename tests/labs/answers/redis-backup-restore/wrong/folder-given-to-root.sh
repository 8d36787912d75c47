# the folder becomes read-only for redis
systemctl stop redis-server
rm -rf /var/lib/redis/appendonlydir
cp ~/backup/redis-nightly.rdb /var/lib/redis/dump.rdb; chmod 644 /var/lib/redis/dump.rdb
chown root:root /var/lib/redis; chmod 755 /var/lib/redis
systemctl start redis-server
