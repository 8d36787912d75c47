# A restart that empties it: the service's start is nobody's here.
p=$(cat password)
for h in cache2 cache3; do
  redis-cli -h $h -a "$p" config set masterauth "$p"
  redis-cli -h $h -a "$p" replicaof 10.77.0.11 6379
  redis-cli -h $h -a "$p" config rewrite
done
redis-cli -h cache1 -a "$p" shutdown
