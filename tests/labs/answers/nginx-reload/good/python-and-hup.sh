#!/usr/bin/python3
import os, re, signal, subprocess
draft = '/etc/nginx/sites-available/orders'
lines = open(draft).read().split('\n')
names = {'proxy_conect_timeout': 'proxy_connect_timeout', 'proxy_read_time': 'proxy_read_timeout', 'proxypass': 'proxy_pass'}
for i, line in enumerate(lines):
    word = line.split()
    if not word or word[0].startswith('#'):
        continue
    if word[0] in names:
        line = line.replace(word[0], names[word[0]], 1)
    if not line.rstrip().endswith((';', '{', '}')):
        line += ';'
    lines[i] = line
open(draft, 'w').write('\n'.join(lines))
os.symlink(draft, '/etc/nginx/sites-enabled/50-orders')
shop = '/etc/nginx/sites-available/shop'
text = open(shop).read()
text = re.sub(r'server_name shop.lan;', 'server_name shop.lan;\n    location /health {\n        default_type text/plain;\n        return 200 "ok\\\\n";\n    }', text)
open(shop, 'w').write(text)
subprocess.run(['nginx', '-t'], check=True)
os.kill(int(open('/run/nginx.pid').read()), signal.SIGHUP)
