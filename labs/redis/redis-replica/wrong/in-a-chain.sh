# loses: arrives restart master kept
pass=$(cat password)
for pair in cache2:10.77.0.11 cache3:10.77.0.12; do
  redis-cli -h ${pair%:*} -a "$pass" config set masterauth "$pass"
  redis-cli -h ${pair%:*} -a "$pass" replicaof ${pair#*:} 6379
  redis-cli -h ${pair%:*} -a "$pass" config rewrite
  until redis-cli -h ${pair%:*} -a "$pass" info replication | grep -q master_link_status:up; do sleep 0.1; done
done
