kill -9 $(pidof redis-server)
cat backup/redis-nightly.rdb > /var/lib/redis/dump.rdb
systemctl start redis-server.service
