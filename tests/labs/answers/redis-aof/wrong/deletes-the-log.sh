redis-cli config set appendonly yes
redis-cli config set appendfsync always
redis-cli config rewrite
sleep 1
rm -rf /var/lib/redis/appendonlydir
