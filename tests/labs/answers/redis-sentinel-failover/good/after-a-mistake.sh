# First without the password and under another name, then right.
for h in cache1 cache2 cache3; do redis-cli -h $h -p 26379 sentinel monitor shop 10.77.0.11 6379 1; done
p=$(cat password)
for h in cache1 cache2 cache3; do
  redis-cli -h $h -p 26379 sentinel remove shop
  redis-cli -h $h -p 26379 <<END
sentinel monitor mymaster 10.77.0.11 6379 2
sentinel set mymaster auth-pass $p
sentinel set mymaster down-after-milliseconds 1000
sentinel set mymaster failover-timeout 5000
END
done
service sentinel restart
