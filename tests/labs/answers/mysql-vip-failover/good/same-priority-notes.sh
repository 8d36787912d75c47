# Both alike, and a state file that the script keeps for the curious.
write() {
  cat <<'CFG'
global_defs {
    vrrp_version 3
    script_user root
}
vrrp_script alive {
    script "/root/alive.sh"
    interval 1
    fall 2
    rise 2
}
vrrp_instance db {
    state BACKUP
    nopreempt
    interface eth0
    virtual_router_id 9
    priority 100
    advert_int 0.5
    track_script {
        alive
    }
    virtual_ipaddress {
        10.77.0.100/24 dev eth0
    }
}
CFG
}
for h in db01 db02; do
  write | ssh $h 'cat > /etc/keepalived/keepalived.conf'
  ssh $h 'printf "#!/bin/sh\nmysqladmin -s ping > /run/alive 2>&1\n" > /root/alive.sh; chmod +x /root/alive.sh'
done
for h in db01 db02; do ssh -n $h systemctl restart keepalived & done
wait
