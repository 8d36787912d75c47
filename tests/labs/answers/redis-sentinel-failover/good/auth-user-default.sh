p=$(<password)
for h in 10.77.0.1{3,2,1}; do
  redis-cli -h $h -p 26379 sentinel monitor mymaster 10.77.0.11 6379 3
  redis-cli -h $h -p 26379 sentinel set mymaster quorum 2 auth-user default auth-pass "$p" failover-timeout 5000 down-after-milliseconds 1000 parallel-syncs 2
  redis-cli -h $h -p 26379 sentinel flushconfig
done
sleep 3
redis-cli -p 26379 sentinel ckquorum mymaster
