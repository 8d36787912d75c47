#!/usr/bin/python3
import re, subprocess
path = '/etc/redis/redis.conf'
text = open(path).read()
text = re.sub(r'(?m)^appendonly .*$', 'appendonly yes', text)
text = re.sub(r'(?m)^appendfsync .*$', 'appendfsync always', text)
open(path, 'w').write(text)
for pair in (['appendfsync', 'always'], ['appendonly', 'yes']):
    subprocess.run(['redis-cli', 'config', 'set'] + pair, check=True)
