# stop; dump.rdb becomes the base file of a hand-made appendonlydir
redis-cli save
systemctl stop redis-server
install -d -o redis -g redis -m 750 /var/lib/redis/appendonlydir
cd /var/lib/redis/appendonlydir
cp ../dump.rdb appendonly.aof.1.base.rdb
: > appendonly.aof.1.incr.aof
printf 'file appendonly.aof.1.base.rdb seq 1 type b\nfile appendonly.aof.1.incr.aof seq 1 type i\n' > appendonly.aof.manifest
chown redis: *
sed -Ei 's/^(appendonly) .*/\1 yes/;s/^(appendfsync) .*/\1 always/' /etc/redis/redis.conf
systemctl start redis-server
