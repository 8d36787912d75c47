# Two masters on cache3: without it there is no majority.
export REDISCLI_AUTH=$(cat password)
sed -i "s/^cluster-enabled no/cluster-enabled yes/" /etc/redis/redis-6380.conf
systemctl restart redis-6380
for h in cache1 cache2 cache3; do
  for p in 6379 6380; do redis-cli -h $h -p $p flushall; redis-cli -h $h -p $p cluster reset; done
done
redis-cli --cluster create 10.77.0.11:6379 10.77.0.13:6379 10.77.0.13:6380 --cluster-yes
add() {
  until redis-cli --cluster check 10.77.0.11:6379 > /dev/null; do sleep 0.2; done
  redis-cli --cluster add-node $1 10.77.0.11:6379 --cluster-slave --cluster-master-id "$(redis-cli -h $2 -p $3 cluster myid)"
}
add 10.77.0.12:6379 10.77.0.11 6379
add 10.77.0.12:6380 10.77.0.13 6379
add 10.77.0.11:6380 10.77.0.13 6380
