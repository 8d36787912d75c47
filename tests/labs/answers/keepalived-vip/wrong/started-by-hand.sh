# keepalived runs from another file, beside the service: nothing is left of it after a restart.
for host in lb01:150 lb02:100; do
  ssh "${host%:*}" bash -s -- "${host#*:}" <<'REMOTE'
cat > /root/ka.conf <<CFG
vrrp_instance web {
    interface eth0
    virtual_router_id 51
    priority $1
    virtual_ipaddress {
        10.77.0.100/24
    }
}
CFG
systemctl stop keepalived
keepalived -P -f /root/ka.conf
REMOTE
done
