# loses: lb01-holds prefix takes-over gives-back service-ends
# Written, and never read.
set -e
configure() {
  ssh -o BatchMode=yes "$1" 'cat > /etc/keepalived/keepalived.conf' <<CFG
global_defs {
    vrrp_version 3
}
vrrp_instance web {
    state $2
    interface eth0
    virtual_router_id ${4-51}
    priority $3
    advert_int 0.2
    virtual_ipaddress {
        10.77.0.100/24
    }
}
CFG
}
configure lb01 MASTER 150
configure lb02 BACKUP 100
