export REDISCLI_AUTH=$(cat ~/password)
sed -i '/^cluster-enabled/s/no/yes/' /etc/redis/redis-6380.conf; systemctl restart redis-6380
for h in cache1 cache2 cache3; do for p in 6379 6380; do redis-cli -h $h -p $p flushall; redis-cli -h $h -p $p cluster reset hard;  redis-cli -h $h -p $p config set cluster-node-timeout 500; redis-cli -h $h -p $p config rewrite; done; done
redis-cli --cluster create 10.77.0.1{1,2,3}:6379 10.77.0.1{1,2,3}:6380 --cluster-replicas 1 --cluster-yes
