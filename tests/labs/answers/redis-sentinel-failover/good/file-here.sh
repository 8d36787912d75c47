p=$(cat password)
systemctl stop redis-sentinel
cat >> /etc/redis/sentinel.conf <<END

sentinel monitor mymaster 10.77.0.11 6379 2
sentinel auth-pass mymaster $p
sentinel down-after-milliseconds mymaster 1000
sentinel failover-timeout mymaster 5000
sentinel parallel-syncs mymaster 1
END
systemctl start redis-sentinel
for h in 10.77.0.11 10.77.0.12; do
  redis-cli -h $h -p 26379 sentinel monitor mymaster 10.77.0.11 6379 2
  redis-cli -h $h -p 26379 sentinel set mymaster auth-pass "$p"
  redis-cli -h $h -p 26379 sentinel set mymaster down-after-milliseconds 1000
  redis-cli -h $h -p 26379 sentinel set mymaster failover-timeout 5000
done
