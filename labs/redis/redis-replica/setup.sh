#!/bin/bash
# As cache3, with a key that nobody needs; here the learner finds the password.
set -eu
pass=$(printf 'cache %s' "$SEED" | md5sum | cut -c1-16)
sed -i -e 's/^bind .*/bind 0.0.0.0/' -e "s/^# requirepass .*/requirepass $pass/" /etc/redis/redis.conf
grep -q "^requirepass $pass" /etc/redis/redis.conf
redis-cli set tried-out "$SEED" > /dev/null
echo "$pass" > password
