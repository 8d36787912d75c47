# loses: services
# It is a cluster, until the machine starts anew: the file says no, and the server runs beside its service.
export REDISCLI_AUTH=$(cat password)
systemctl stop redis-6380
setpriv --reuid redis --regid redis --init-groups \
  redis-server /etc/redis/redis-6380.conf --cluster-enabled yes --daemonize yes
for host in cache1 cache2 cache3; do
  for port in 6379 6380; do printf "flushall\ncluster reset\n" | redis-cli -h $host -p $port; done
done
redis-cli --cluster create 10.77.0.1{1,2,3}:6379 10.77.0.1{1,2,3}:6380 --cluster-replicas 1 --cluster-yes
