# loses: attempts
tcpdump -i eth0 -c 40 -w web.pcap tcp port 8080
tcpdump -i eth0 -c 50 -w attempts.pcap 'tcp[tcpflags] & tcp-syn != 0'
