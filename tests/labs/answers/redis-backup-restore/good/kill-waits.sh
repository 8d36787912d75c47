pkill -x redis-server
while pgrep -x redis-server; do sleep 0.1; done
dd if=backup/redis-nightly.rdb of=/var/lib/redis/dump.rdb
service redis start
