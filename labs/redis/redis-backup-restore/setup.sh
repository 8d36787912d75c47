#!/bin/bash
# Fills Redis, keeps its snapshot as the backup, and then spoils the data as a wrong script would: it deletes, changes
# and adds. The backup belongs to root alone, so that Redis cannot read it when it is only moved into place.
set -eu

# A replica of the backup would wait five seconds for a second one.
sed -i 's/^repl-diskless-sync-delay .*/repl-diskless-sync-delay 0/' /etc/redis/redis.conf

mkdir /root/backup
python3 - "$PWD/spoil" << 'END' | redis-cli > /dev/null
import os
import random
import sys

draw = random.Random(int(os.environ['SEED']))
names = ['王芳', '李伟', 'Amélie', 'Jürgen', 'Zoë', 'Chen', '张敏', 'Olga']
users = draw.sample(range(1000, 10000), 20)
print('SELECT 0')
for user in users:
    print('HSET user:%d name "%s" points %d' % (user, draw.choice(names), draw.randrange(5000)))
print('RPUSH waiting ' + ' '.join(str(draw.choice(users)) for _ in range(11)))
print('SET motto "%s"' % draw.choice(names))
print('SET pass "%d" EXAT 4102444800' % draw.randrange(10000, 99999))
print('SELECT 2')
print('SADD banned ' + ' '.join('u%d' % i for i in draw.sample(range(10000), 7)))
print('ZADD score ' + ' '.join('%d "%s"' % (draw.randrange(1, 99), name) for name in names))

with open(sys.argv[1], 'w') as spoil:
    print('SELECT 0', file=spoil)
    print('DEL ' + ' '.join('user:%d' % user for user in users[:9]), file=spoil)
    for user in users[9:13]:
        print('HSET user:%d points 0' % user, file=spoil)
    print('RPUSH waiting ' + ' '.join(str(draw.randrange(100)) for _ in range(4)), file=spoil)
    print('HSET user:%d name test points 1' % draw.randrange(100, 1000), file=spoil)
    print('PERSIST pass', file=spoil)
    print('SELECT 2', file=spoil)
    print('DEL banned', file=spoil)
    print('SET tmp:%d x' % draw.randrange(100), file=spoil)
END
redis-cli save > /dev/null
install -m 0600 /var/lib/redis/dump.rdb /root/backup/redis-nightly.rdb
redis-cli < spoil > /dev/null
rm spoil
