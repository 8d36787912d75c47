#!/bin/bash
# Three mistakes, each enough to make both hold the address: one machine, drawn by SEED, has another router id, the other
# one another password, and lb01 sends to an address that is nobody's. So neither file is right as it is.
set -eu
RANDOM=$SEED
id=$((RANDOM % 100 + 20)) password=k$((RANDOM % 9000 + 1000))
drawn=$((RANDOM % 2 + 1))
wrong_id=lb0$drawn wrong_password=lb0$((3 - drawn)) nobody=10.77.0.$((RANDOM % 80 + 13))
case $HOST in
  lb01) state=MASTER priority=150 own=10.77.0.11 peer=$nobody ;;
  lb02) state=BACKUP priority=100 own=10.77.0.12 peer=10.77.0.11 ;;
esac
if [[ $HOST == "$wrong_id" ]]; then id=$((id + 1)); fi
if [[ $HOST == "$wrong_password" ]]; then password=${password/k/K}; fi
cat > /etc/keepalived/keepalived.conf <<END
global_defs {
    router_id $HOST
}
vrrp_instance web {
    state $state
    interface eth0
    virtual_router_id $id
    priority $priority
    advert_int 1
    unicast_src_ip $own
    unicast_peer {
        $peer
    }
    authentication {
        auth_type PASS
        auth_pass $password
    }
    virtual_ipaddress {
        10.77.0.100/24
    }
}
END
cat > /etc/nginx/sites-available/name <<'END'
server {
    listen 80 default_server;
    location / {
        default_type text/plain;
        return 200 "$hostname\n";
    }
}
END
rm /etc/nginx/sites-enabled/default
ln -s ../sites-available/name /etc/nginx/sites-enabled/name
install -d -m 700 /root/.ssh
install -m 600 /usr/share/lab/id_ed25519.pub /root/.ssh/authorized_keys
rm -r /usr/share/lab
