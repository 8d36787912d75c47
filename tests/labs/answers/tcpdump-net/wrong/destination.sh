tcpdump -i eth0 -c 50 -w desks.pcap dst net 10.77.1.0/25
tcpdump -i eth0 -c 50 -w stores.pcap dst net 10.77.16.0/20
