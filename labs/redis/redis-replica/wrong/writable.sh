# loses: refuses restart
pass=$(cat password)
for host in cache2 cache3; do
  redis-cli -h $host -a "$pass" config set masterauth "$pass"
  redis-cli -h $host -a "$pass" config set replica-read-only no
  redis-cli -h $host -a "$pass" replicaof 10.77.0.11 6379
  redis-cli -h $host -a "$pass" config rewrite
done
