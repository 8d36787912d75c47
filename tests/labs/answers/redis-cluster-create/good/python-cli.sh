#!/usr/bin/python3
import os, re, subprocess, time
os.environ['REDISCLI_AUTH'] = open('/root/password').read().strip()
path = '/etc/redis/redis-6380.conf'
text = open(path).read()
open(path, 'w').write(re.sub('(?m)^cluster-enabled .*', 'cluster-enabled yes', text))
subprocess.run(['systemctl', 'restart', 'redis-6380'], check=True)
nodes = [('10.77.0.%d' % n, port) for port in ('6380', '6379') for n in (13, 12, 11)]
for host, port in nodes:
    for command in (['FLUSHALL'], ['CLUSTER', 'RESET', 'SOFT']):
        subprocess.run(['redis-cli', '-h', host, '-p', port] + command, check=True)
subprocess.run(['redis-cli', '--cluster', 'create'] + [':'.join(node) for node in nodes] +
               ['--cluster-replicas', '1', '--cluster-yes'], check=True)
while 'cluster_state:ok' not in subprocess.run(['redis-cli', 'cluster', 'info'], capture_output=True, text=True).stdout:
    time.sleep(0.2)
