# lb01 never takes the address back.
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
configure lb01 BACKUP 150 nopreempt
configure lb02 BACKUP 100 nopreempt
until ssh lb01 ip address | grep -qF 10.77.0.100; do :; done
