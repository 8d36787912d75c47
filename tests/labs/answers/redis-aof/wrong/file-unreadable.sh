redis-cli config set appendonly yes
redis-cli config set appendfsync always
redis-cli config rewrite
sleep 1
chown -R root:root /var/lib/redis/appendonlydir
chmod 700 /var/lib/redis/appendonlydir
