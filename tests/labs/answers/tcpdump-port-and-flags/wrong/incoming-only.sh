tcpdump -i eth0 -c 50 -w web.pcap tcp port 8080 and dst host 10.77.0.1
tcpdump -i eth0 -c 30 -w attempts.pcap 'dst host 10.77.0.1 and tcp[13] = 2'
