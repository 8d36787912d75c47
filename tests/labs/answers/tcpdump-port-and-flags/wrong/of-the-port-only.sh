tcpdump -i eth0 -c 50 -w web.pcap tcp port 8080
tcpdump -i eth0 -c 30 -w attempts.pcap 'tcp port 8080 and tcp[13] = 2'
