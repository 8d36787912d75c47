systemctl stop redis-server
install -o redis -g redis -m 640 backup/redis-nightly.rdb /var/lib/redis/restored.rdb
sed -i 's/^dbfilename .*/dbfilename restored.rdb/' /etc/redis/redis.conf
systemctl start redis-server
