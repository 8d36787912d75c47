# No master is named: the priority decides. The same file for both, but for one number; both at once.
make() {
  printf '%s\n' 'vrrp_instance web {' '  state BACKUP' '  interface eth0' '  virtual_router_id 100' "  priority $1" \
    '  advert_int 1' '  virtual_ipaddress {' '    10.77.0.100/24' '  }' '}'
}
make 120 | ssh lb01 'cat >> /etc/keepalived/keepalived.conf; systemctl stop keepalived; systemctl start keepalived' &
make 90 | ssh lb02 'cat >> /etc/keepalived/keepalived.conf; systemctl stop keepalived; systemctl start keepalived' &
wait
