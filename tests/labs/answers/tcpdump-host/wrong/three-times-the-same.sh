# What is right for one is not for the others.
tcpdump -i eth0 -c 40 -w one.pcap host 10.77.0.12
cp one.pcap two.pcap
cp one.pcap rest.pcap
