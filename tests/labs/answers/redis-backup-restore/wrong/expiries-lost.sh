mkdir /tmp/o; cp ~/backup/redis-nightly.rdb /tmp/o/dump.rdb
redis-server --port 7001 --dir /tmp/o --daemonize yes --save ''; sleep .5
for n in {0..15}; do redis-cli -p 7001 -n $n --scan | while IFS= read -r k; do redis-cli -p 7001 -n $n persist "$k" </dev/null; done; done
redis-cli -p 7001 save; redis-cli -p 7001 shutdown nosave
systemctl stop redis-server; rm -rf /var/lib/redis/appendonlydir; cp /tmp/o/dump.rdb /var/lib/redis/dump.rdb; chown redis: /var/lib/redis/dump.rdb; systemctl start redis-server
