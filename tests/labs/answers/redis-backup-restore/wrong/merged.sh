mkdir /tmp/b; cp backup/redis-nightly.rdb /tmp/b/dump.rdb
redis-server --port 7777 --dir /tmp/b --save "" --daemonize yes
until redis-cli -p 7777 ping | grep -q PONG; do sleep 0.05; done
for k in $(redis-cli -p 7777 keys '*'); do redis-cli -p 7777 migrate 127.0.0.1 6379 "$k" 0 1000 copy replace > /dev/null; done
redis-cli save
redis-cli -p 7777 shutdown nosave
