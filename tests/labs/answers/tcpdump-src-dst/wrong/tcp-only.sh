tcpdump -i eth0 -c 30 -w from.pcap tcp and src host 10.77.0.12
tcpdump -i eth0 -c 30 -w to.pcap tcp and dst host 10.77.0.13
