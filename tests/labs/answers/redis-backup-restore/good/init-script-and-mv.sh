redis-cli config get dir; redis-cli config get dbfilename; redis-cli config get appendonly
/etc/init.d/redis-server stop
cd /var/lib/redis || exit 1
mv dump.rdb dump.rdb.broken
rm -rf appendonlydir
install -o redis -g redis -m 660 ~/backup/redis-nightly.rdb dump.rdb
/etc/init.d/redis-server start
sleep 1; redis-cli save
