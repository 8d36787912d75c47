redis-cli config set save ""
redis-cli config rewrite
cp backup/redis-nightly.rdb /var/lib/redis/dump.rdb
systemctl restart redis-server
