#!/usr/bin/env python3
for line in open('hosts.txt', encoding='utf-8'):
    rest = line.rstrip('\n')
    for _ in range(2): _, _, rest = rest.partition('.')
    print(rest.partition('.')[0])
