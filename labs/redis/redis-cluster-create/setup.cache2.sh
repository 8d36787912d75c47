#!/bin/bash
# Two servers in cluster mode that know nobody yet; one may have a key from somebody's try, by SEED.
set -eu
pass=$(printf 'cache %s' "$SEED" | md5sum | cut -c1-16)
sed -i -e "s/^bind .*/bind 0.0.0.0/" -e "s/^# requirepass .*/requirepass $pass/" -e "s/^# masterauth .*/masterauth $pass/" \
  -e "s/^repl-diskless-sync-delay .*/repl-diskless-sync-delay 0/" -e "s/^# cluster-enabled .*/cluster-enabled yes/" \
  -e "s/^# cluster-node-timeout .*/cluster-node-timeout 2000/" /etc/redis/redis.conf /etc/redis/redis-6380.conf
if ((SEED % 2 == 0)); then redis-cli -p 6380 set test:counter $((SEED % 1000)) > /dev/null; fi
