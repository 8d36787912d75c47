# loses: restored serves service survives backup
# With an append-only file the server does not look at the snapshot.
redis-cli config set appendonly yes
redis-cli config rewrite
sleep 1
systemctl stop redis-server
cat backup/redis-nightly.rdb > /var/lib/redis/dump.rdb
systemctl start redis-server
