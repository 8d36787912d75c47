tcpdump -i eth0 -c 50 -w one.pcap src or dst 10.77.0.12
tcpdump -i eth0 -c 50 -w two.pcap 'src 10.77.0.13 or dst 10.77.0.13 or src 10.77.0.120 or dst 10.77.0.120'
tcpdump -i eth0 -c 50 -w rest.pcap '!(src 10.77.0.121 or dst 10.77.0.121)'
