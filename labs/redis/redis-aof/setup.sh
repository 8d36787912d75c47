#!/bin/bash
# Fills Redis with a shop's orders. It saves them to dump.rdb when it is stopped; the append-only file is off.
set -eu

python3 << 'END' | redis-cli > /dev/null
import os
import random

draw = random.Random(int(os.environ['SEED']))
names = ['王芳', '李伟', 'Amélie', 'Jürgen', 'Zoë', 'Chen', '张敏', 'Olga']
print('SELECT 0')
for order in draw.sample(range(10000, 100000), 20):
    print('HSET order:%d customer "%s" total %d.%02d' % (order, draw.choice(names), draw.randrange(900),
                                                        draw.randrange(100)))
print('RPUSH queue ' + ' '.join(str(draw.randrange(1000)) for _ in range(15)))
print('SET last-invoice %d' % draw.randrange(10000, 99999))
print('SET voucher "%s" EXAT 4102444800' % draw.choice(names))
print('SELECT 3')
print('SADD paid ' + ' '.join('p%d' % i for i in draw.sample(range(10000), 9)))
print('ZADD best ' + ' '.join('%d "%s"' % (draw.randrange(1, 99), name) for name in names))
END
