tcpdump -i eth1 -c 100 -w back.pcap
tcpdump -i eth0 -c 100 -w front.pcap
