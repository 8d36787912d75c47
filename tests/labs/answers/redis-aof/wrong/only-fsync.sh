redis-cli config set appendfsync always
redis-cli config rewrite
