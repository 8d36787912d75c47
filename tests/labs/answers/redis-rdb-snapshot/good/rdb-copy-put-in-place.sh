redis-cli --rdb /tmp/now.rdb
install -o redis -g redis -m 640 /tmp/now.rdb /var/lib/redis/dump.rdb
