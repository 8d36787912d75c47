for h in 'lb01 MASTER 150' 'lb02 BACKUP 100'; do set -- $h
printf '%s\n' "vrrp_instance V {" " state $2" " interface eth0" " virtual_router_id 7" " priority $3" " virtual_ipaddress {" "  10.77.0.100" " }" "}" | ssh $1 "cat > /etc/keepalived/keepalived.conf; systemctl restart keepalived"; done
