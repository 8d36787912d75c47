# Three masters, then a replica each on the next machine.
p=$(cat password)
export REDISCLI_AUTH=$p
perl -pi -e 's/^cluster-enabled no/cluster-enabled yes/' /etc/redis/redis-6380.conf
systemctl stop redis-6380; systemctl start redis-6380
for h in cache2 cache3; do for port in 6379 6380; do
  redis-cli -h $h -p $port flushall
  redis-cli -h $h -p $port cluster flushslots
done; done
yes yes | redis-cli --cluster create 10.77.0.11:6380 10.77.0.12:6380 10.77.0.13:6380
add() {
  until redis-cli --cluster check 10.77.0.11:6380 > /dev/null; do sleep 0.2; done
  redis-cli --cluster add-node $1 10.77.0.11:6380 --cluster-slave --cluster-master-id "$(redis-cli -h $2 -p 6380 cluster myid)"
}
add 10.77.0.12:6379 10.77.0.11
add 10.77.0.13:6379 10.77.0.12
add 10.77.0.11:6379 10.77.0.13
