sed -i -E 's/^(appendonly) .*/\1 yes/; s/^(appendfsync) .*/\1 always/' /etc/redis/redis.conf
redis-cli CONFIG SET appendfsync always
redis-cli CONFIG SET appendonly yes
