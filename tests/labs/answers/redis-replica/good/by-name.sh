export REDISCLI_AUTH=$(cat ~/password)
for n in 2 3; do
  redis-cli -h cache$n replicaof cache1 6379
  redis-cli -h cache$n config set masterauth "$REDISCLI_AUTH" masteruser ''
  redis-cli -h cache$n config rewrite
done
until [ "$(redis-cli -h cache1 role | grep -c 10.77)" = 2 ]; do sleep 0.2; done
redis-cli -h cache1 info replication
