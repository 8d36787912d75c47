# A loop in the place of Sentinel.
export REDISCLI_AUTH=$(cat password)
(while redis-cli -h cache1 ping > /dev/null 2>&1; do sleep 0.5; done
 redis-cli replicaof no one
 redis-cli -h cache2 replicaof 10.77.0.13 6379
 for h in cache1 cache2 cache3; do redis-cli -h $h -p 26379 sentinel monitor mymaster 10.77.0.13 6379 2; done
) > /dev/null 2>&1 &
