tcpdump -i eth0 -c 200 -w desks.pcap net 10.77.0.0/16
tcpdump -i eth0 -c 200 -w stores.pcap src net 10.77.0.0/16
