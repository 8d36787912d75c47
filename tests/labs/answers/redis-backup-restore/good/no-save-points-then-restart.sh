# Without save points a server that ends saves nothing.
redis-cli config set save ""
cp backup/redis-nightly.rdb /var/lib/redis/dump.rdb
systemctl restart redis-server
