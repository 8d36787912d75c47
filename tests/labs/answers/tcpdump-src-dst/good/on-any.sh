# Another kind of link, shorter packets; the same packets.
tcpdump -i any -s 100 -c 30 -w from.pcap ip src 10.77.0.12
tcpdump -p --nano -c 30 -w to.pcap ip dst 10.77.0.13
