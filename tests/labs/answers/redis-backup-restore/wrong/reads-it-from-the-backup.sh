chmod 755 /root /root/backup; chmod 644 /root/backup/redis-nightly.rdb
systemctl stop redis-server
sed -i 's|^dir .*|dir /root/backup|; s|^dbfilename .*|dbfilename redis-nightly.rdb|' /etc/redis/redis.conf
systemctl start redis-server
