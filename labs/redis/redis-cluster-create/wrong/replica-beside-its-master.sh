# loses: apart survives heals
# Each replica beside its own master: both go with their machine.
export REDISCLI_AUTH=$(cat password)
sed -i "s/^cluster-enabled no/cluster-enabled yes/" /etc/redis/redis-6380.conf
systemctl restart redis-6380
for host in cache1 cache2 cache3; do
  for port in 6379 6380; do printf "flushall\ncluster reset\n" | redis-cli -h $host -p $port; done
done
redis-cli --cluster create 10.77.0.1{1,2,3}:6379 --cluster-yes
for n in 1 2 3; do
  until [[ $(redis-cli -h cache$n cluster info) == *cluster_state:ok* ]]; do sleep 0.1; done
  redis-cli --cluster add-node 10.77.0.1$n:6380 10.77.0.1$n:6379 --cluster-slave \
    --cluster-master-id "$(redis-cli -h cache$n cluster myid)"
done
