redis-cli config set appendonly yes
redis-cli config set appendfsync no
redis-cli config rewrite
