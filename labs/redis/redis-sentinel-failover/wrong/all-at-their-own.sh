# loses: watch settings failover master
# 127.0.0.1 is another server for each of them.
pass=$(cat password)
for host in cache1 cache2 cache3; do
  redis-cli -h $host -p 26379 sentinel monitor mymaster 127.0.0.1 6379 2
  redis-cli -h $host -p 26379 sentinel set mymaster auth-pass "$pass" down-after-milliseconds 1000 failover-timeout 5000
done
