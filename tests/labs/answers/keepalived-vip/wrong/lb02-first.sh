# The larger number on the wrong machine.
configure() {
  ssh -o BatchMode=yes "$1" "cat > /etc/keepalived/keepalived.conf && systemctl restart keepalived" <<CFG
vrrp_instance web {
    state $2
    interface eth0
    virtual_router_id 51
    priority $3
    advert_int 1
    virtual_ipaddress {
        10.77.0.100/24
    }
    $4
}
CFG
}
configure lb01 MASTER 50
configure lb02 BACKUP 100
