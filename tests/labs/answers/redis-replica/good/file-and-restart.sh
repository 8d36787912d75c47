p=$(<password)
cat >> /etc/redis/redis.conf <<END
replicaof 10.77.0.11 6379
masterauth $p
END
systemctl restart redis-server
redis-cli -h 10.77.0.13 -a "$p" config set masterauth "$p"
redis-cli -h 10.77.0.13 -a "$p" slaveof 10.77.0.11 6379
redis-cli -h 10.77.0.13 -a "$p" config rewrite
