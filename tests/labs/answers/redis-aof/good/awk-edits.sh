set -e
conf=/etc/redis/redis.conf
redis-cli CONFIG SET appendonly yes | grep -qx OK
awk '$1 == "appendonly" { $2 = "yes" } $1 == "appendfsync" { $2 = "always" } { print }' $conf > /tmp/conf
cat /tmp/conf > $conf
until redis-cli info persistence | grep -q 'aof_rewrite_in_progress:0'; do sleep 0.1; done
systemctl stop redis-server
systemctl start redis-server
redis-cli ping
