timeout 6 tcpdump -n -i eth0 -w /tmp/all
tcpdump -r /tmp/all -w one.pcap 'host 10.77.0.12'
tcpdump -r /tmp/all -w two.pcap 'host (10.77.0.13 or 10.77.0.120)'
tcpdump -r /tmp/all -w rest.pcap 'not host 10.77.0.121'
