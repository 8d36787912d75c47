# The same conversation, but not the same packets.
tcpdump -i eth0 -c 60 -w front.pcap tcp port 8080
cp front.pcap back.pcap
