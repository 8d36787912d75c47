redis-cli --rdb /dev/null
redis-cli -n 1 del open-baskets top
redis-cli save
