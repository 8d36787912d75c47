# Nothing but this server's arguments says it, and the service is down.
systemctl stop redis-server
runuser -u redis -- redis-server /etc/redis/redis.conf --appendfsync always --daemonize yes
sleep 1
redis-cli config set appendonly yes
