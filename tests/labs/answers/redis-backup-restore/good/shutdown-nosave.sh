redis-cli shutdown nosave
cp backup/redis-nightly.rdb /var/lib/redis/
cd /var/lib/redis
mv redis-nightly.rdb dump.rdb
chown redis: dump.rdb
systemctl start redis
