# another server replicates, and its own snapshot is moved in place
mkdir /tmp/r; redis-server --port 7002 --dir /tmp/r --replicaof 127.0.0.1 6379 --daemonize yes --save '' --repl-diskless-load disabled
until redis-cli -p 7002 info replication | grep -q master_link_status:up; do sleep .2; done
redis-cli -p 7002 save
redis-cli -p 7002 shutdown nosave
install -o redis -g redis -m 640 /tmp/r/dump.rdb /var/lib/redis/dump.rdb
