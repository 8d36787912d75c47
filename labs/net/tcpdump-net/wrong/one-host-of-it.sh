# loses: desks stores
tcpdump -i eth0 -c 40 -w desks.pcap host 10.77.1.126
tcpdump -i eth0 -c 30 -w stores.pcap src host 10.77.16.9
