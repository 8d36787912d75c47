# loses: takes-over gives-back service-ends
# Three advertisements are missed before lb02 takes over: that is more than nine seconds here.
set -e
for host in lb01:150 lb02:100; do
  ssh -o BatchMode=yes "${host%:*}" 'cat > /etc/keepalived/keepalived.conf && systemctl restart keepalived' <<CFG
vrrp_instance web {
    interface eth0
    virtual_router_id 51
    priority ${host#*:}
    advert_int 3
    virtual_ipaddress {
        10.77.0.100/24
    }
}
CFG
done
# Nor is lb01 fast.
ssh -o BatchMode=yes lb01 'until ip address | grep -qF 10.77.0.100; do sleep 0.1; done'
