mkdir /tmp/o; cp ~/backup/redis-nightly.rdb /tmp/o/dump.rdb
redis-server --port 7001 --dir /tmp/o --daemonize yes --save ''
until redis-cli -p 7001 ping >/dev/null 2>&1; do sleep .1; done
sleep .5
redis-cli flushall
for n in $(redis-cli -p 7001 info keyspace | grep -o '^db[0-9]*' | tr -d db); do
  redis-cli -p 7001 -n $n --scan | while IFS= read -r k; do
    redis-cli -p 7001 -n $n migrate 127.0.0.1 6379 "$k" $n 5000 copy replace </dev/null
  done
done
redis-cli -p 7001 shutdown nosave
redis-cli save
redis-cli config get appendonly
