# loses: two
# Nothing passes between the two: without a time it would wait for ever.
tcpdump -i eth0 -c 40 -w one.pcap host 10.77.0.12
timeout 2 tcpdump -i eth0 -w two.pcap host 10.77.0.13 and host 10.77.0.120
tcpdump -i eth0 -c 40 -w rest.pcap not host 10.77.0.121
