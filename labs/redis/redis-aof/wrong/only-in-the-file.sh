# loses: on survives configured
sed -i -e 's/^appendonly no/appendonly yes/' -e 's/^appendfsync everysec/appendfsync always/' /etc/redis/redis.conf
