redis-cli config set appendonly yes appendfsync always
redis-cli bgrewriteaof
