tcpdump -i eth0 -nn -c 50 -w web.pcap 'tcp and (src port 8080 or dst port 8080)'
tcpdump -i eth0 -nn -c 30 -w attempts.pcap 'tcp[13] & 0x12 = 2'
