# What is overwritten keeps its owner.
service redis-server stop
cp ~/backup/redis-nightly.rdb /var/lib/redis/dump.rdb
service redis-server start
