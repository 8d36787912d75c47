# the incremental file goes to /dev/null
redis-cli config set appendonly yes appendfsync always
redis-cli config rewrite
sleep 0.5
systemctl stop redis-server
cd /var/lib/redis/appendonlydir && rm -f *incr.aof && ln -s /dev/null appendonly.aof.1.incr.aof
systemctl start redis-server
