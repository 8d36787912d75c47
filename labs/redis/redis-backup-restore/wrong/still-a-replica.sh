# loses: serves backup
# Fetches the backup from a second server and stays its replica, which refuses writes.
mkdir /tmp/second
cp backup/redis-nightly.rdb /tmp/second/dump.rdb
redis-server --port 7000 --dir /tmp/second --daemonize yes
redis-cli replicaof 127.0.0.1 7000
until redis-cli info replication | grep -q '^master_link_status:up'; do sleep 0.1; done
redis-cli save
