# loses: watch settings failover master
# One Sentinel of its own cannot reach a quorum of two.
systemctl stop redis-sentinel
cat >> /etc/redis/sentinel.conf << END
sentinel monitor mymaster 10.77.0.11 6379 2
sentinel auth-pass mymaster $(cat password)
sentinel down-after-milliseconds mymaster 1000
sentinel failover-timeout mymaster 5000
END
systemctl start redis-sentinel
