# Copied, then made masters of their own, which refuse writes for want of replicas.
p=$(cat password)
for h in cache2 cache3; do
  redis-cli -h $h -a "$p" config set masterauth "$p"
  redis-cli -h $h -a "$p" replicaof 10.77.0.11 6379
  until redis-cli -h $h -a "$p" info replication | grep -q master_link_status:up; do sleep 0.1; done
  redis-cli -h $h -a "$p" replicaof no one
  redis-cli -h $h -a "$p" config set min-replicas-to-write 1
  redis-cli -h $h -a "$p" config rewrite
done
