redis-cli --rdb /tmp/a.rdb
redis-server --port 7003 --dir /tmp --dbfilename a.rdb --daemonize yes; sleep .5
redis-cli -p 7003 -n 0 flushdb; redis-cli -p 7003 save; redis-cli -p 7003 shutdown nosave
cp /tmp/a.rdb /var/lib/redis/dump.rdb
