redis-cli -h 127.0.0.1 --rdb /var/lib/redis/dump.rdb && chown redis:redis /var/lib/redis/dump.rdb
