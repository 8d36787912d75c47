# Fetches the backup from a second server; save points, switched off on the way, stay off in the running server.
mkdir /tmp/second; cp ~/backup/redis-nightly.rdb /tmp/second/dump.rdb
redis-server --port 7001 --dir /tmp/second --save '' --daemonize yes
redis-cli config set save ''
redis-cli replicaof 127.0.0.1 7001
until redis-cli info replication | grep -q '^master_link_status:up'; do sleep 0.1; done
redis-cli replicaof no one
redis-cli save
redis-cli -p 7001 shutdown nosave
