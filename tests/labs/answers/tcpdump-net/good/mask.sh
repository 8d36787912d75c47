tcpdump -i eth0 -c 50 -w desks.pcap net 10.77.1.0 mask 255.255.255.128
tcpdump -i eth0 -c 50 -w stores.pcap src net 10.77.16.0 mask 255.255.240.0
