# loses: on survives configured
# The server begins with an empty append-only file.
sed -i -e 's/^appendonly no/appendonly yes/' -e 's/^appendfsync everysec/appendfsync always/' /etc/redis/redis.conf
systemctl restart redis-server
