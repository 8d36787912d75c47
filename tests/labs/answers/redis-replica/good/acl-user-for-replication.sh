# an own account on the master for the replicas
export REDISCLI_AUTH=$(cat password)
redis-cli -h cache1 acl setuser replica on '>Repl-1' +psync +replconf +ping
for h in cache2 cache3; do
  redis-cli -h $h config set masteruser replica
  redis-cli -h $h config set masterauth Repl-1
  redis-cli -h $h replicaof 10.77.0.11 6379
  redis-cli -h $h config rewrite
done
