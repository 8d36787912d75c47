# loses: serves survives backup
# Without save points a server that is stopped saves nothing over the backup, but now it never saves again.
redis-cli config set save ""
redis-cli config rewrite
cp backup/redis-nightly.rdb /var/lib/redis/dump.rdb
systemctl restart redis-server
