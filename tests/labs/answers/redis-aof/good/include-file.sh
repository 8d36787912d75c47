redis-cli config set appendfsync always appendonly yes
cat > /etc/redis/aof.conf <<'END'
appendonly yes
appendfsync always
END
chown redis: /etc/redis/aof.conf
echo 'include /etc/redis/aof.conf' >> /etc/redis/redis.conf
