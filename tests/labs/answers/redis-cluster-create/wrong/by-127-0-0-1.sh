# Everybody else would look for it at home.
export REDISCLI_AUTH=$(cat password)
sed -i "s/^cluster-enabled no/cluster-enabled yes/" /etc/redis/redis-6380.conf
systemctl restart redis-6380
for h in cache1 cache2 cache3; do
  for p in 6379 6380; do redis-cli -h $h -p $p flushall; redis-cli -h $h -p $p cluster reset; done
done
timeout 8 redis-cli --cluster create 127.0.0.1:6379 127.0.0.1:6380 10.77.0.12:6379 10.77.0.12:6380 10.77.0.13:6379 10.77.0.13:6380 --cluster-replicas 1 --cluster-yes
