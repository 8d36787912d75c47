export REDISCLI_AUTH=$(cat password)
for h in cache2 cache3; do redis-cli -h $h config set masterauth $REDISCLI_AUTH; redis-cli -h $h replicaof 10.77.0.11 6379; redis-cli -h $h config rewrite; done
redis-cli -h cache1 config set min-replicas-to-write 3
