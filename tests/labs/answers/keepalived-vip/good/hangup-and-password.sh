conf() { printf '%s\n' "vrrp_instance VI_1 {" " interface eth0" " virtual_router_id 7" " priority $1" " authentication {" "  auth_type PASS" "  auth_pass secret" " }" " virtual_ipaddress {" "  10.77.0.100/24" " }" "}"; }
conf 200 | ssh 10.77.0.11 "cat >> /etc/keepalived/keepalived.conf; sed -i 's/vrrp_version 3/vrrp_version 2/' /etc/keepalived/keepalived.conf; pkill -o -HUP -x keepalived"
conf 50 | ssh 10.77.0.12 "cat >> /etc/keepalived/keepalived.conf; sed -i 's/vrrp_version 3/vrrp_version 2/' /etc/keepalived/keepalived.conf; pkill -o -HUP -x keepalived"
