systemctl stop redis-server
mkdir /tmp/b; cp backup/redis-nightly.rdb /tmp/b/dump.rdb
redis-server --port 6379 --dir /tmp/b --daemonize yes
