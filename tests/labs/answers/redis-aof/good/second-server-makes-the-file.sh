# With the service stopped: another server, by hand, turns the snapshot into an append-only file.
systemctl stop redis-server
cd /var/lib/redis
redis-server --port 7000 --dir /var/lib/redis --save '' --daemonize yes
until redis-cli -p 7000 ping | grep -q PONG; do sleep 0.1; done
redis-cli -p 7000 config set appendonly yes
sleep 1
redis-cli -p 7000 shutdown
chown -R redis:redis /var/lib/redis
sed -i -e 's/^appendonly no/appendonly yes/' -e 's/^appendfsync everysec/appendfsync always/' /etc/redis/redis.conf
systemctl start redis-server
