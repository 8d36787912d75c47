redis-cli config set appendonly yes
redis-cli config set appendfsync always
echo 'appendonly: yes' >> /etc/redis/redis.conf
