# loses: restored serves service survives backup
# The server saves its own data over the copy when it ends.
cp backup/redis-nightly.rdb /var/lib/redis/dump.rdb
systemctl restart redis-server
