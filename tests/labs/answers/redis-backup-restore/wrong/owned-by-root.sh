systemctl stop redis-server
cp -p backup/redis-nightly.rdb /var/lib/redis/dump.rdb.new
mv /var/lib/redis/dump.rdb.new /var/lib/redis/dump.rdb
systemctl start redis-server
