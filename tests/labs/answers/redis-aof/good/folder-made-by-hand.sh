# The snapshot becomes the base file of an append-only folder made by hand.
redis-cli save
systemctl stop redis-server
cd /var/lib/redis
mkdir appendonlydir
cp dump.rdb appendonlydir/appendonly.aof.1.base.rdb
echo 'file appendonly.aof.1.base.rdb seq 1 type b' > appendonlydir/appendonly.aof.manifest
chown -R redis:redis appendonlydir
sed -Ei 's/^(appendonly ).*/\1yes/; s/^(appendfsync ).*/\1always/' /etc/redis/redis.conf
systemctl start redis-server
