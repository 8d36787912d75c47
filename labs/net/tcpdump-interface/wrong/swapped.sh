# loses: back front
tcpdump -i eth0 -c 40 -w back.pcap tcp port 8080
tcpdump -i eth1 -c 40 -w front.pcap tcp port 8080
