# loses: whole apart serves timeouts survives heals services
# Six masters: nobody is there for one that fails.
export REDISCLI_AUTH=$(cat password)
sed -i "s/^cluster-enabled no/cluster-enabled yes/" /etc/redis/redis-6380.conf
systemctl restart redis-6380
for host in cache1 cache2 cache3; do
  for port in 6379 6380; do printf "flushall\ncluster reset\n" | redis-cli -h $host -p $port; done
done
redis-cli --cluster create 10.77.0.1{1,2,3}:{6379,6380} --cluster-yes
