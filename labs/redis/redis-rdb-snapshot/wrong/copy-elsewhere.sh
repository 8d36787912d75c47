# loses: running snapshot survives
redis-cli --rdb /root/dump.rdb
