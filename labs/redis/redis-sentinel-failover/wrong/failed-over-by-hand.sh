# loses: watch settings failover master
pass=$(cat password)
for host in cache1 cache2 cache3; do
  redis-cli -h $host -a "$pass" replicaof 10.77.0.13 6379
done
redis-cli -a "$pass" replicaof no one
