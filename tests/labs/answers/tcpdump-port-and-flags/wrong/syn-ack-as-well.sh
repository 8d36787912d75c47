tcpdump -i eth0 -c 50 -w web.pcap tcp port 8080
tcpdump -i eth0 -c 60 -w attempts.pcap 'tcp[13] & 2 = 2'
