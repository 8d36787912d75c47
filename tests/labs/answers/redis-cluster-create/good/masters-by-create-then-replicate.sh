export REDISCLI_AUTH=$(cat ~/password)
redis-cli -p 6380 config get cluster-enabled
sed -i '/^cluster-enabled/s/no/yes/' /etc/redis/redis-6380.conf
kill $(pgrep -f 'redis-server.*:6380'); sleep 1; systemctl is-active redis-6380 >/dev/null || systemctl start redis-6380
until redis-cli -p 6380 ping 2>/dev/null | grep -q PONG; do sleep .2; done
for h in cache1 cache2 cache3; do for p in 6379 6380; do redis-cli -h $h -p $p flushall; redis-cli -h $h -p $p cluster reset hard; done; done
redis-cli --cluster create 10.77.0.11:6379 10.77.0.12:6379 10.77.0.13:6379 --cluster-yes
sleep 2
for i in 1 2 3; do
 redis-cli -h 10.77.0.1$i -p 6380 cluster meet 10.77.0.11 6379
done
sleep 3
m() { redis-cli -h 10.77.0.1$1 cluster myid; }
redis-cli -h 10.77.0.11 -p 6380 cluster replicate $(m 3)
redis-cli -h 10.77.0.12 -p 6380 cluster replicate $(m 1)
redis-cli -h 10.77.0.13 -p 6380 cluster replicate $(m 2)
