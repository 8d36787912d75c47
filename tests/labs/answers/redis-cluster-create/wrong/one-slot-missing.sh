# One slot is nobody's.
export REDISCLI_AUTH=$(cat password)
sed -i "s/^cluster-enabled no/cluster-enabled yes/" /etc/redis/redis-6380.conf
systemctl restart redis-6380
for h in cache1 cache2 cache3; do
  for p in 6379 6380; do redis-cli -h $h -p $p flushall; redis-cli -h $h -p $p cluster reset; done
done
for h in 10.77.0.11 10.77.0.12 10.77.0.13; do for p in 6379 6380; do redis-cli cluster meet $h $p; done; done
redis-cli -h cache1 cluster addslotsrange 0 5460
redis-cli -h cache2 cluster addslotsrange 5461 10922
redis-cli -h cache3 cluster addslotsrange 10923 16382
follow() { until redis-cli -h $1 -p 6380 cluster replicate "$(redis-cli -h $2 cluster myid)" | grep -q OK; do sleep 0.2; done; }
follow cache1 cache2
follow cache2 cache3
follow cache3 cache1
