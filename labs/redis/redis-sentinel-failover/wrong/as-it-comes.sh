# loses: settings failover
# Half a minute until the master counts as down.
pass=$(cat password)
for host in cache1 cache2 cache3; do
  redis-cli -h $host -p 26379 sentinel monitor mymaster 10.77.0.11 6379 2
  redis-cli -h $host -p 26379 sentinel set mymaster auth-pass "$pass"
done
