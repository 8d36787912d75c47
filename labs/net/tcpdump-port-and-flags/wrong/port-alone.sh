# loses: web
tcpdump -i eth0 -c 80 -w web.pcap port 8080
tcpdump -i eth0 -c 25 -w attempts.pcap 'tcp[tcpflags] & (tcp-syn|tcp-ack) == tcp-syn'
