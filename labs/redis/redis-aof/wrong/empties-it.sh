# loses: on survives configured
redis-cli flushall
redis-cli config set appendonly yes
redis-cli config set appendfsync always
redis-cli config rewrite
