p=$(cat password)
for h in cache2 cache3; do
  redis-cli -h $h -a "$p" config set masterauth password
  redis-cli -h $h -a "$p" replicaof 10.77.0.11 6379
  redis-cli -h $h -a "$p" config rewrite
done
