# loses: survives backup
# Fetches the backup from a second server into memory; then nobody saves it.
mkdir /tmp/second
cp backup/redis-nightly.rdb /tmp/second/dump.rdb
redis-server --port 7000 --dir /tmp/second --repl-diskless-sync-delay 0 --daemonize yes
redis-cli config set repl-diskless-load swapdb
redis-cli replicaof 127.0.0.1 7000
until redis-cli info replication | grep -q '^master_link_status:up'; do sleep 0.1; done
redis-cli replicaof no one
