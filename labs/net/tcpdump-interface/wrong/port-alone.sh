# loses: back front
# UDP has a port 8080 of its own.
tcpdump -i eth1 -c 80 -w back.pcap port 8080
tcpdump -i eth0 -c 80 -w front.pcap port 8080
