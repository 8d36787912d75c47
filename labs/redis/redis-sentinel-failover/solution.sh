pass=$(cat password)
for host in cache1 cache2 cache3; do
  redis-cli -h $host -p 26379 << END
SENTINEL MONITOR mymaster 10.77.0.11 6379 2
SENTINEL SET mymaster auth-pass $pass down-after-milliseconds 1000 failover-timeout 5000
END
done
