pw=$(<~/password)
cp /etc/redis/redis.conf{,.bak}
printf '\nreplicaof cache1 6379\nmasterauth "%s"\nreplica-read-only yes\n' "$pw" >> /etc/redis/redis.conf
/etc/init.d/redis-server restart
redis-cli -u redis://default:$pw@10.77.0.13:6379 <<X
config set masterauth $pw
replicaof cache1 6379
config rewrite
X
sleep 2
redis-cli -a $pw info replication > /tmp/repl.log 2>&1
