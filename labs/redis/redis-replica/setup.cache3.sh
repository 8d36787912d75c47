#!/bin/bash
# A server of its own so far, open to the network with the same password as the master.
set -eu
pass=$(printf 'cache %s' "$SEED" | md5sum | cut -c1-16)
sed -i -e 's/^bind .*/bind 0.0.0.0/' -e "s/^# requirepass .*/requirepass $pass/" /etc/redis/redis.conf
grep -q "^requirepass $pass" /etc/redis/redis.conf
