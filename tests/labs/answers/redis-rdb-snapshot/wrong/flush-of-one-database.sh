redis-cli -n 1 flushdb
redis-cli save
