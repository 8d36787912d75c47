# loses: restored serves service survives backup
cp backup/redis-nightly.rdb /var/lib/redis/dump.rdb
