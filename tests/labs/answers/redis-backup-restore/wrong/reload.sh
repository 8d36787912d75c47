cp backup/redis-nightly.rdb /var/lib/redis/dump.rdb
systemctl reload redis-server
