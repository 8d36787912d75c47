systemctl stop redis-server
head -c 100 backup/redis-nightly.rdb > /var/lib/redis/dump.rdb
systemctl start redis-server
