redis-cli --rdb /tmp/a.rdb; cp /tmp/a.rdb /tmp/b.rdb; rm /var/lib/redis/dump.rdb; cp /tmp/b.rdb /var/lib/redis/dump.rdb; chmod 600 /var/lib/redis/dump.rdb; chown root:root /var/lib/redis/dump.rdb
