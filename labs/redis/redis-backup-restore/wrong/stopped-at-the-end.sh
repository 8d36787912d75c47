# loses: restored serves service survives backup
systemctl stop redis-server
install -o redis -g redis backup/redis-nightly.rdb /var/lib/redis/dump.rdb
