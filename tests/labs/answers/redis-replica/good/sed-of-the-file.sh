pw=$(cat password)
sed -i "s/^# replicaof .*/replicaof 10.77.0.11 6379/; s/^# masterauth .*/masterauth $pw/" /etc/redis/redis.conf
service redis-server stop
rm -f /var/lib/redis/dump.rdb
service redis-server start
printf 'FLUSHALL\nREPLICAOF 10.77.0.11 6379\nCONFIG SET masterauth %s\nCONFIG REWRITE\n' "$pw" | redis-cli -h cache3 -a "$pw" 2> /dev/null
