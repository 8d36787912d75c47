# loses: watch settings failover master
for host in cache1 cache2 cache3; do
  redis-cli -h $host -p 26379 sentinel monitor mymaster 10.77.0.11 6379 2
  redis-cli -h $host -p 26379 sentinel set mymaster down-after-milliseconds 1000
  redis-cli -h $host -p 26379 sentinel set mymaster failover-timeout 5000
done
