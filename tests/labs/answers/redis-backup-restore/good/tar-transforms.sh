service redis-server stop; mv /var/lib/redis/dump.rdb /var/lib/redis/dump.rdb.broken
tar -C ~/backup -cf - redis-nightly.rdb | tar -C /var/lib/redis --transform 's/.*/dump.rdb/' -xf -
chown redis:redis /var/lib/redis/dump.rdb && chmod u=rw,g=r,o= /var/lib/redis/dump.rdb && service redis-server start
