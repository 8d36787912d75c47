# loses: from to
tcpdump -i eth0 -c 40 -w from.pcap host 10.77.0.12
tcpdump -i eth0 -c 40 -w to.pcap host 10.77.0.13
