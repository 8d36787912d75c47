# loses: from to
tcpdump -i eth0 -c 20 -w from.pcap dst host 10.77.0.12
tcpdump -i eth0 -c 20 -w to.pcap src host 10.77.0.13
