# loses: service survives backup
systemctl stop redis-server
install -o redis -g redis backup/redis-nightly.rdb /var/lib/redis/dump.rdb
redis-server /etc/redis/redis.conf
until redis-cli ping | grep -q PONG; do sleep 0.1; done
