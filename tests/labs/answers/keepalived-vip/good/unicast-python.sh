#!/usr/bin/python3
import subprocess
for me, peer, priority in ((11, 12, 200), (12, 11, 50)):
    config = '''
vrrp_instance pair {
    interface eth0
    virtual_router_id 7
    priority %d
    advert_int 1
    unicast_src_ip 10.77.0.%d
    unicast_peer {
        10.77.0.%d
    }
    virtual_ipaddress {
        10.77.0.100/24 dev eth0
    }
}
''' % (priority, me, peer)
    subprocess.run(['ssh', '-o', 'BatchMode=yes', '10.77.0.%d' % me, 'cat > /etc/keepalived/keepalived.conf; service keepalived restart'],
                   input=config.encode(), check=True)
