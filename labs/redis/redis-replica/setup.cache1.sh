#!/bin/bash
# The master: open to the network with a password, and filled with a shop's data, which it saves when it is stopped.
set -eu
pass=$(printf 'cache %s' "$SEED" | md5sum | cut -c1-16)
sed -i -e 's/^bind .*/bind 0.0.0.0/' -e "s/^# requirepass .*/requirepass $pass/" \
  -e 's/^repl-diskless-sync-delay .*/repl-diskless-sync-delay 0/' /etc/redis/redis.conf
grep -q "^requirepass $pass" /etc/redis/redis.conf
python3 << 'END' | redis-cli > /dev/null
import os
import random

draw = random.Random(int(os.environ['SEED']))
names = ['王芳', '李伟', 'Amélie', 'Jürgen', 'Zoë', 'Chen', '张敏', 'Olga']
print('SELECT 0')
for order in draw.sample(range(10000, 100000), 20):
    print('HSET order:%d customer "%s" total %d' % (order, draw.choice(names), draw.randrange(900)))
print('RPUSH queue ' + ' '.join(str(draw.randrange(1000)) for _ in range(15)))
print('SET voucher "%s" EXAT 4102444800' % draw.choice(names))
print('SELECT 3')
print('SADD paid ' + ' '.join('p%d' % i for i in draw.sample(range(10000), 9)))
END
test "$(redis-cli llen queue)" = 15
