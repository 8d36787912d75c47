#!/bin/bash
# Writes a backup and fills Redis with the same data, spoilt as by a wrong script: keys deleted, changed and added. The
# backup belongs to root alone, so that Redis cannot read it when it is only moved into place.
set -eu

# A replica of the backup would wait five seconds for a second one.
sed -i 's/^repl-diskless-sync-delay .*/repl-diskless-sync-delay 0/' /etc/redis/redis.conf

mkdir backup
python3 - backup/redis-nightly.rdb << 'END' | redis-cli > /dev/null
import os
import random
import struct
import sys

draw = random.Random(int(os.environ['SEED']))
names = ['王芳', '李伟', 'Amélie', 'Jürgen', 'Zoë', 'Chen', '张敏', 'Olga']
users = draw.sample(range(1000, 10000), 20)
# (database, type, key, words, when it expires)
data = [(0, 'hash', 'user:%d' % user, ['name', draw.choice(names), 'points', draw.randrange(5000)], None)
        for user in users]
data += [(0, 'list', 'waiting', [draw.choice(users) for _ in range(11)], None),
         (0, 'string', 'motto', [draw.choice(names)], None),
         (0, 'string', 'pass', [draw.randrange(10000, 100000)], 4102444800),
         (2, 'set', 'banned', ['u%d' % i for i in draw.sample(range(10000), 7)], None),
         (2, 'zset', 'score', [word for name in names for word in (draw.randrange(1, 99), name)], None)]


# The backup is written here, in the form of RDB 10, and not by Redis, which notes the time in it and orders keys anew.
def text(word):
    word = str(word).encode()
    return bytes([len(word)]) + word


def value(kind, words):
    if kind == 'string':
        return text(words[0])
    if kind == 'zset':
        pairs = zip(words[1::2], words[::2])
        return bytes([len(words) // 2]) + b''.join(text(name) + struct.pack('<d', score) for name, score in pairs)
    return bytes([len(words) // 2 if kind == 'hash' else len(words)]) + b''.join(map(text, words))


with open(sys.argv[1], 'wb') as backup:
    backup.write(b'REDIS0010')
    selected = None
    for database, kind, key, words, expires in data:
        if database != selected:
            backup.write(bytes([0xFE, database]))
            selected = database
        if expires:
            backup.write(b'\xfc' + struct.pack('<Q', expires * 1000))
        number = {'string': 0, 'list': 1, 'set': 2, 'hash': 4, 'zset': 5}[kind]
        backup.write(bytes([number]) + text(key) + value(kind, words))
    backup.write(b'\xff' + bytes(8))  # no checksum

verbs = {'string': 'SET', 'list': 'RPUSH', 'set': 'SADD', 'hash': 'HSET', 'zset': 'ZADD'}
for database, kind, key, words, _ in data:
    print('SELECT', database)
    print(verbs[kind], key, *('"%s"' % word for word in words))
print('SELECT 0')
print('DEL', *('user:%d' % user for user in users[:9]))
for user in users[9:13]:
    print('HSET user:%d points 0' % user)
print('RPUSH waiting', *(draw.randrange(100) for _ in range(4)))
print('HSET user:%d name test points 1' % draw.randrange(100, 1000))
print('SELECT 2')
print('DEL banned')
print('SET tmp:%d x' % draw.randrange(100))
END
chmod 0600 backup/redis-nightly.rdb
redis-check-rdb backup/redis-nightly.rdb > /dev/null
