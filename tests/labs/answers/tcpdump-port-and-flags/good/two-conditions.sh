tcpdump -i eth0 -c 700 -w all.pcap tcp
tcpdump -r all.pcap -w web.pcap port 8080
tcpdump -r all.pcap -w attempts.pcap 'tcp[tcpflags] & tcp-syn != 0 and not tcp[tcpflags] & tcp-ack != 0'
rm all.pcap
