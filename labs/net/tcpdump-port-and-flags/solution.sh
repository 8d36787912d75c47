tcpdump -i eth0 -c 40 -w web.pcap tcp port 8080
tcpdump -i eth0 -c 25 -w attempts.pcap 'tcp[tcpflags] & (tcp-syn|tcp-ack) == tcp-syn'
