#!/bin/bash
# Fills Redis with a shop's stock, takes the only snapshot of it, and writes what the shop's program will change in
# memory alone each time the services are up. Automatic snapshots are off: nothing but the learner saves.
set -eu

sed -i '0,/^# save ""/s//save ""/' /etc/redis/redis.conf
grep -q '^save ""$' /etc/redis/redis.conf
redis-cli config set save "" > /dev/null
# `redis-cli --rdb` would wait five seconds for a second replica.
sed -i 's/^repl-diskless-sync-delay .*/repl-diskless-sync-delay 0/' /etc/redis/redis.conf

mkdir /opt/shop
python3 - /opt/shop/changes << 'END' | redis-cli > /dev/null
import os
import random
import sys

draw = random.Random(int(os.environ['SEED']))
cities = ['北京', '上海', '广州', 'Montréal', 'Orléans', 'Lyon', '成都', 'Porto']
items = draw.sample(range(1000, 10000), 24)
before, after = ['SELECT 0'], ['SELECT 0']


def hash_of(item):
    return 'HSET item:%d count %d city "%s" price %d.%02d' % (item, draw.randrange(500), draw.choice(cities),
                                                            draw.randrange(1, 90), draw.randrange(100))


for item in items[:14]:
    before.append(hash_of(item))
before.append('RPUSH orders ' + ' '.join(str(draw.choice(items[:14])) for _ in range(12)))
before.append('SET visits %d' % draw.randrange(1000, 9000))
before += ['SELECT 1', 'SADD open-baskets ' + ' '.join('b%d' % i for i in draw.sample(range(10000), 8))]

# Of every kind of change something: what was there differs, is gone or is longer, and there is more.
for item in items[14:] + items[:3]:
    after.append(hash_of(item))
after.append('DEL item:%d' % items[5])
after.append('RPUSH orders ' + ' '.join(str(draw.choice(items)) for _ in range(9)))
after.append('INCRBY visits %d' % draw.randrange(10, 900))
after.append('SET sale "%s" EXAT 4102444800' % draw.choice(cities))
after += ['SELECT 1', 'SADD open-baskets ' + ' '.join('c%d' % i for i in draw.sample(range(10000), 6))]
after.append('ZADD top ' + ' '.join('%d item:%d' % (draw.randrange(1, 99), item) for item in items[3:9]))

print('\n'.join(before))
with open(sys.argv[1], 'w') as changes:
    changes.write('\n'.join(after) + '\n')
END
redis-cli save > /dev/null

cat > /opt/shop/stockd << 'END'
#!/bin/bash
# The shop's program.
redis-cli < /opt/shop/changes > /dev/null || exit
echo ready
exec sleep infinity
END
chmod 0755 /opt/shop/stockd
