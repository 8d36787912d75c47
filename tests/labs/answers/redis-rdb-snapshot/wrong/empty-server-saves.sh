systemctl stop redis-server
rm /var/lib/redis/dump.rdb
systemctl start redis-server
redis-cli set x y
redis-cli save
