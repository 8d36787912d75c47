# loses: web attempts
tcpdump -i eth0 -c 40 -w web.pcap tcp dst port 8080
tcpdump -i eth0 -c 25 -w attempts.pcap 'tcp dst port 8080 and tcp[tcpflags] & (tcp-syn|tcp-ack) == tcp-syn'
