tcpdump -i eth0 -c 40 -w desks.pcap net 10.77.1.0/25
tcpdump -i eth0 -c 30 -w stores.pcap src net 10.77.16.0/20
