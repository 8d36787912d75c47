tcpdump -i eth0 -c 50 -w web.pcap 'port 8080 and not udp' & tcpdump -i eth0 -c 30 -w attempts.pcap 'tcp[13] == 2' & wait
