p=$(cat password)
redis-cli -h cache1 -a "$p" config set requirepass ''
for h in cache2 cache3; do
  redis-cli -h $h -a "$p" replicaof 10.77.0.11 6379
  redis-cli -h $h -a "$p" config set requirepass ''
  redis-cli -h $h config rewrite
done
