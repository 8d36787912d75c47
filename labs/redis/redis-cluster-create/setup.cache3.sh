#!/bin/bash
# As cache2: the key lies here, on the other server, when it does not lie there.
set -eu
pass=$(printf 'cache %s' "$SEED" | md5sum | cut -c1-16)
sed -i -e "s/^bind .*/bind 0.0.0.0/" -e "s/^# requirepass .*/requirepass $pass/" -e "s/^# masterauth .*/masterauth $pass/" \
  -e "s/^repl-diskless-sync-delay .*/repl-diskless-sync-delay 0/" -e "s/^# cluster-enabled .*/cluster-enabled yes/" \
  -e "s/^# cluster-node-timeout .*/cluster-node-timeout 2000/" /etc/redis/redis.conf /etc/redis/redis-6380.conf
if ((SEED % 2 == 1)); then redis-cli set test:counter $((SEED % 1000)) > /dev/null; fi
