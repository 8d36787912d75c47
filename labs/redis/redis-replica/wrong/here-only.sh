# loses: arrives data refuses restart master kept
pass=$(cat password)
redis-cli -a "$pass" config set masterauth "$pass"
redis-cli -a "$pass" replicaof 10.77.0.11 6379
redis-cli -a "$pass" config rewrite
