export REDISCLI_AUTH=$(cat password)
for h in cache2 cache3; do redis-cli -h $h config set masterauth $REDISCLI_AUTH; redis-cli -h $h replicaof 10.77.0.11 6379; redis-cli -h $h config set replica-read-only no; redis-cli -h $h config rewrite; redis-cli -h $h config set replica-read-only yes; done
