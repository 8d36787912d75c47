# loses: running
redis-cli save
redis-cli flushall
