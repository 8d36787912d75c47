redis-cli save
