sed -i 's/^appendonly no/appendonly yes/; s/^appendfsync everysec/appendfsync always/' /etc/redis/redis.conf
