# loses: survives configured
# Sets what runs, but writes it where the service does not look.
redis-cli config set appendonly yes
redis-cli config set appendfsync always
printf 'appendonly yes\nappendfsync always\n' > /etc/redis.conf
