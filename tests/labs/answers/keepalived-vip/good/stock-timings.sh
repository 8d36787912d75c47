# As the manual has it: version 2 with a password, one advertisement a second.
for n in 1 2; do
  [ $n = 1 ] && state=MASTER priority=101 || state=BACKUP priority=100
  cat > /tmp/ka.conf <<CFG
vrrp_instance VI_1 {
    state $state
    interface eth0
    virtual_router_id 51
    priority $priority
    advert_int 1
    authentication {
        auth_type PASS
        auth_pass 1111
    }
    virtual_ipaddress {
        10.77.0.100/24
    }
}
CFG
  scp -q /tmp/ka.conf lb0$n:/etc/keepalived/keepalived.conf
  ssh -n lb0$n systemctl restart keepalived
done
