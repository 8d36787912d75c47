redis-cli config set appendonly yes
redis-cli config set appendfsync always
redis-cli config rewrite
