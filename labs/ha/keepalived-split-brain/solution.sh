set -e
id=$(grep -oP 'virtual router \K\d+' plan.txt)
password=$(grep -oP 'password \K\w+' plan.txt)
for host in lb01 lb02; do
  ssh -n -o BatchMode=yes $host "sed -i 's/virtual_router_id .*/virtual_router_id $id/; s/auth_pass .*/auth_pass $password/' /etc/keepalived/keepalived.conf"
done
ssh -n -o BatchMode=yes lb01 "sed -i '/unicast_peer/{n; s/[0-9.]\+/10.77.0.12/}' /etc/keepalived/keepalived.conf"
for host in lb01 lb02; do ssh -n -o BatchMode=yes $host systemctl restart keepalived; done
