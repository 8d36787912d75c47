tcpdump -i eth0 -c 50 -w desks.pcap net 10.77.1.128/25
tcpdump -i eth0 -c 50 -w stores.pcap src net 10.77.16.0/21
