tcpdump -i eth0 -c 40 -w one.pcap host 10.77.0.12
tcpdump -i eth0 -c 40 -w two.pcap host 10.77.0.13 or host 10.77.0.121
tcpdump -i eth0 -c 40 -w rest.pcap not host 10.77.0.120
