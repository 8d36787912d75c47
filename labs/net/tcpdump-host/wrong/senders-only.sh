# loses: one two
tcpdump -i eth0 -c 40 -w one.pcap src host 10.77.0.12
tcpdump -i eth0 -c 40 -w two.pcap src host 10.77.0.13 or src host 10.77.0.120
tcpdump -i eth0 -c 40 -w rest.pcap not host 10.77.0.121
