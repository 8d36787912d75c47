#!/bin/bash
# The master. Each server knows the password of the others: any of them may become a replica.
set -eu
pass=$(printf 'cache %s' "$SEED" | md5sum | cut -c1-16)
redis-cli rpush stock $((SEED % 1000)) $((SEED % 777)) lamp chair > /dev/null
sed -i -e 's/^bind .*/bind 0.0.0.0/' -e "s/^# requirepass .*/requirepass $pass/" -e "s/^# masterauth .*/masterauth $pass/" \
  -e 's/^repl-diskless-sync-delay .*/repl-diskless-sync-delay 0/' /etc/redis/redis.conf
# What Sentinel has written into it is of this day; it gets a new one.
rm /etc/redis/sentinel.conf
