touch /var/lib/redis/dump.rdb
