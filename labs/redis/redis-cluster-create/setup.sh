#!/bin/bash
# Where the learner is: the second server here is not in cluster mode.
set -eu
pass=$(printf 'cache %s' "$SEED" | md5sum | cut -c1-16)
sed -i -e "s/^bind .*/bind 0.0.0.0/" -e "s/^# requirepass .*/requirepass $pass/" -e "s/^# masterauth .*/masterauth $pass/" \
  -e "s/^repl-diskless-sync-delay .*/repl-diskless-sync-delay 0/" -e "s/^# cluster-enabled .*/cluster-enabled yes/" \
  -e "s/^# cluster-node-timeout .*/cluster-node-timeout 2000/" /etc/redis/redis.conf /etc/redis/redis-6380.conf
sed -i 's/^cluster-enabled .*/cluster-enabled no/' /etc/redis/redis-6380.conf
echo "$pass" > password
