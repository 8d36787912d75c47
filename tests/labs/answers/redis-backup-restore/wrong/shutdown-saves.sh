cp backup/redis-nightly.rdb /var/lib/redis/dump.rdb
redis-cli shutdown
systemctl start redis-server
