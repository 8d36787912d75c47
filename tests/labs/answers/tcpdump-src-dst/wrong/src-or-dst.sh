tcpdump -i eth0 -c 60 -w from.pcap src or dst host 10.77.0.12
tcpdump -i eth0 -c 60 -w to.pcap src or dst host 10.77.0.13
