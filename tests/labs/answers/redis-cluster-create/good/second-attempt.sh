# First as it comes, which fails half way; then everything is reset and done again.
export REDISCLI_AUTH=$(cat password)
grep -q '^cluster-enabled yes' /etc/redis/redis-6380.conf ||
  { sed -i '/^cluster-enabled/d' /etc/redis/redis-6380.conf; echo 'cluster-enabled yes' >> /etc/redis/redis-6380.conf; systemctl restart redis-6380; }
six=$(echo 10.77.0.1{1,2,3}:63{79,80})
for s in $six; do redis-cli -h ${s%:*} -p ${s#*:} flushall; done
redis-cli --cluster create $six --cluster-replicas 1 --cluster-yes
for s in $six; do redis-cli -h ${s%:*} -p ${s#*:} flushall; redis-cli -h ${s%:*} -p ${s#*:} cluster reset hard; done
redis-cli --cluster create $six --cluster-replicas 1 --cluster-yes
