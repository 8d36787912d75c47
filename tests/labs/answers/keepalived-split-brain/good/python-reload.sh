#!/usr/bin/python3
# Mends each file where it is wrong, lb02 first, and lets the service read it again without an end.
import re, subprocess
plan = open('plan.txt').read()
right = {'virtual_router_id': re.search(r'virtual router (\d+)', plan)[1], 'auth_pass': re.search(r'password (\w+)', plan)[1]}
for host, peer in (('lb02', '10.77.0.11'), ('lb01', '10.77.0.12')):
    def ssh(command, **more):
        return subprocess.run(['ssh', '-o', 'BatchMode=yes', host, command], check=True, capture_output=True, text=True, **more).stdout
    old = ssh('cat /etc/keepalived/keepalived.conf')
    new = re.sub(r'(unicast_peer \{\s*)[\d.]+', r'\g<1>' + peer, old)
    for key, value in right.items():
        new = re.sub(r'(%s) \S+' % key, r'\1 ' + value, new)
    if new != old:
        ssh('cat > /etc/keepalived/keepalived.conf', input=new)
    ssh('systemctl reload keepalived')
