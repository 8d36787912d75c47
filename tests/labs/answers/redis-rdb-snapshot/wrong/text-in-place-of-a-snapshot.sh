redis-cli keys "*" > /var/lib/redis/dump.rdb
