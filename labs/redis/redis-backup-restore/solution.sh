systemctl stop redis-server
install -o redis -g redis -m 660 backup/redis-nightly.rdb /var/lib/redis/dump.rdb
systemctl start redis-server
