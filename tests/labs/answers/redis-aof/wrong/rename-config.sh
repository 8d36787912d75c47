# CONFIG is taken away
redis-cli config set appendonly yes appendfsync always
redis-cli config rewrite
echo 'rename-command CONFIG ""' >> /etc/redis/redis.conf
systemctl restart redis-server
