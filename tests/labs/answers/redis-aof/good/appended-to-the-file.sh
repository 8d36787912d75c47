# The last line of a setting counts.
redis-cli config set appendonly yes appendfsync always
printf '\nappendonly yes\nappendfsync always\n' >> /etc/redis/redis.conf
