#!/bin/bash
# A replica of cache1, and where the learner is, who finds the password here.
set -eu
pass=$(printf 'cache %s' "$SEED" | md5sum | cut -c1-16)
sed -i -e 's/^bind .*/bind 0.0.0.0/' -e "s/^# requirepass .*/requirepass $pass/" -e "s/^# masterauth .*/masterauth $pass/" \
  -e 's/^# replicaof .*/replicaof 10.77.0.11 6379/' -e 's/^repl-diskless-sync-delay .*/repl-diskless-sync-delay 0/' /etc/redis/redis.conf
# What Sentinel has written into it is of this day; it gets a new one.
rm /etc/redis/sentinel.conf
echo "$pass" > password
