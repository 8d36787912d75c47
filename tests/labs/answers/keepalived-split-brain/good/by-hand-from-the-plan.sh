# Both files written anew from the plan.
read -r id password < <(sed -n 's/.*virtual router \([0-9]*\), password \([a-z0-9]*\),.*/\1 \2/p' plan.txt)
for n in 1 2; do
  ssh -o BatchMode=yes 10.77.0.1$n 'cat > /etc/keepalived/keepalived.conf; systemctl restart keepalived' <<CFG
vrrp_instance web {
    state BACKUP
    interface eth0
    virtual_router_id $id
    priority $((200 - 50 * n))
    advert_int 1
    unicast_peer {
        10.77.0.1$((3 - n))
    }
    authentication {
        auth_type PASS
        auth_pass $password
    }
    virtual_ipaddress {
        10.77.0.100/24
    }
}
CFG
done
