# loses: from
tcpdump -i eth0 -nn -c 20 src host 10.77.0.12 > from.pcap
tcpdump -i eth0 -c 20 -w to.pcap dst host 10.77.0.13
