export REDISCLI_AUTH=$(cat password)
for h in cache2 cache3; do redis-cli -h $h config set masterauth $REDISCLI_AUTH; done
redis-cli -h cache3 replicaof 10.77.0.11 6379
redis-cli -h cache2 replicaof 10.77.0.13 6379
for h in cache2 cache3; do redis-cli -h $h config rewrite; done
