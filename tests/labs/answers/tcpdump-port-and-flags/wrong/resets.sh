tcpdump -i eth0 -c 50 -w web.pcap tcp port 8080
tcpdump -i eth0 -c 25 -w attempts.pcap 'tcp[tcpflags] & tcp-rst != 0'
