p=$(cat password)
for h in cache1 cache2 cache3; do redis-cli -h $h -p 26379 sentinel monitor mymaster 10.77.0.11 6379 2; redis-cli -h $h -p 26379 sentinel set mymaster auth-pass $p down-after-milliseconds 100 failover-timeout 500; done
