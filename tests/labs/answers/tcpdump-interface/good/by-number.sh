tcpdump -D
number() { tcpdump -D | sed -n "s/^\([0-9]*\)\.$1 .*/\1/p"; }
tcpdump -i "$(number eth1)" -c 50 -w back.pcap 'ip proto 6 and port 8080'
tcpdump -i "$(number eth0)" -c 50 -w front.pcap 'ip proto 6 and port 8080'
