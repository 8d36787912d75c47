# own one by the file, the other two by command
p=$(cat password)
cp /etc/redis/sentinel.conf /etc/redis/sentinel.conf.bak
systemctl stop redis-sentinel
cat >> /etc/redis/sentinel.conf <<X
sentinel monitor mymaster 10.77.0.11 6379 2
sentinel auth-pass mymaster $p
sentinel down-after-milliseconds mymaster 1000
sentinel failover-timeout mymaster 5000
X
chown redis:redis /etc/redis/sentinel.conf
systemctl start redis-sentinel
for h in cache1 cache2; do redis-cli -h $h -p 26379 <<X
sentinel monitor mymaster 10.77.0.11 6379 2
sentinel set mymaster auth-pass $p
sentinel set mymaster down-after-milliseconds 1000
sentinel set mymaster failover-timeout 5000
X
done
