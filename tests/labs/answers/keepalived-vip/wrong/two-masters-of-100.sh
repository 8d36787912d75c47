for h in 'lb01 MASTER' 'lb02 MASTER'; do set -- $h
printf '%s\n' "vrrp_instance V {" " state $2" " interface eth0" " virtual_router_id 7" " priority 100" " virtual_ipaddress {" "  10.77.0.100/24" " }" "}" | ssh $1 "cat > /etc/keepalived/keepalived.conf; systemctl restart keepalived"; done
