#!/usr/bin/python3
# All anew: unicast, slower advertisements, a look at the port.
import subprocess
for me, peer, priority in ((11, 12, 110), (12, 11, 100)):
    config = '''
global_defs {
  script_user root
  enable_script_security
}
vrrp_script port {
  script "/usr/local/bin/port-open"
  interval 1
  fall 1
  rise 2
}
vrrp_instance pair {
  state BACKUP
  nopreempt
  interface eth0
  virtual_router_id 77
  priority %d
  advert_int 1
  unicast_src_ip 10.77.0.%d
  unicast_peer {
    10.77.0.%d
  }
  virtual_ipaddress {
    10.77.0.100/24
  }
  track_script {
    port
  }
}
''' % (priority, me, peer)
    run = lambda command, text: subprocess.run(['ssh', '-o', 'BatchMode=yes', '10.77.0.%d' % me, command],
                                               input=text.encode(), check=True)
    run('cat > /usr/local/bin/port-open; chmod 755 /usr/local/bin/port-open', '#!/bin/bash\nexec nc -z -w 1 127.0.0.1 3306\n')
    run('cat > /etc/keepalived/keepalived.conf; systemctl restart keepalived', config)
