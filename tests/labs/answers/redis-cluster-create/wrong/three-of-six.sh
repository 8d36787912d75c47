# Three machines, three servers: the others are left out.
export REDISCLI_AUTH=$(cat password)
sed -i "s/^cluster-enabled no/cluster-enabled yes/" /etc/redis/redis-6380.conf
systemctl restart redis-6380
for h in cache1 cache2 cache3; do
  for p in 6379 6380; do redis-cli -h $h -p $p flushall; redis-cli -h $h -p $p cluster reset; done
done
redis-cli --cluster create 10.77.0.1{1,2,3}:6379 --cluster-yes
