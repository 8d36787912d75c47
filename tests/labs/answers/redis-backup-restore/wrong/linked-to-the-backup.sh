# a link into the home, and the home opened for all: the next snapshot replaces the link
systemctl stop redis-server
rm -rf /var/lib/redis/appendonlydir
chmod 755 /root /root/backup; chmod 644 /root/backup/*
ln -sf /root/backup/redis-nightly.rdb /var/lib/redis/dump.rdb
systemctl start redis-server
