redis-cli config set appendonly yes
while redis-cli info persistence | grep -q '^aof_rewrite_in_progress:1'; do sleep 0.1; done
perl -pi -e 's/^appendonly no/appendonly yes/; s/^appendfsync \w+/appendfsync always/' /etc/redis/redis.conf
systemctl restart redis-server
