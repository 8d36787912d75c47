redis-cli save
rm /var/lib/redis/dump.rdb
