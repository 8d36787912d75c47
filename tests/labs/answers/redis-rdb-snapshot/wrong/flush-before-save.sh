redis-cli flushall
redis-cli save
