tcpdump -i eth0 -c 100 -w from.pcap
cp from.pcap to.pcap
