#!/usr/bin/python3
import subprocess
lines = ['', 'frontend http', '\tbind 0.0.0.0:80', '\tdefault_backend nodes', '', 'backend nodes', '\tbalance static-rr',
         '\toption httpchk GET /health', '\tdefault-server inter 700 fastinter 300 downinter 500 fall 2 rise 1 check']
lines += ['\tserver web%02d 10.77.0.2%d:80' % (n, n) for n in (1, 2)]
with open('/etc/haproxy/haproxy.cfg', 'a') as config:
    config.write('\n'.join(lines) + '\n')
subprocess.run(['haproxy', '-c', '-f', '/etc/haproxy/haproxy.cfg'], check=True)
subprocess.run(['systemctl', 'reload', 'haproxy'], check=True)
