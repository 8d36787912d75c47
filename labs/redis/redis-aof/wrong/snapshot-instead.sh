# loses: on survives configured
redis-cli save
