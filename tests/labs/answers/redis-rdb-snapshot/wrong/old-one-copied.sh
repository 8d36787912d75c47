cp /var/lib/redis/dump.rdb /tmp; redis-cli save; cp /tmp/dump.rdb /var/lib/redis/dump.rdb
