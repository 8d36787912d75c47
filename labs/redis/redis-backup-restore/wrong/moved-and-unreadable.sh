# loses: restored serves service survives backup
systemctl stop redis-server
mv backup/redis-nightly.rdb /var/lib/redis/dump.rdb
systemctl start redis-server
