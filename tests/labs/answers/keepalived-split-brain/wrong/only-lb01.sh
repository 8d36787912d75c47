pw=$(grep -o 'password [^,]*' plan.txt | cut -d' ' -f2); id=$(grep -o 'virtual router [0-9]*' plan.txt | grep -o '[0-9]*$')
for h in lb01; do
 [ $h = lb01 ] && me=10.77.0.11 peer=10.77.0.12 prio=150 || { me=10.77.0.12; peer=10.77.0.11; prio=100; }
 ssh -n $h "sed -i.bak -E -e 's/(virtual_router_id) .*/\1 $id/; s/(auth_pass) .*/\1 $pw/; s/(priority) .*/\1 $prio/; s/(unicast_src_ip) .*/\1 $me/' -e '/unicast_peer/{n;s/[0-9.]+/$peer/}' /etc/keepalived/keepalived.conf && systemctl reload keepalived"
done
