tcpdump -i lo -c 40 -w back.pcap tcp port 8080
tcpdump -i eth0 -c 60 -w front.pcap tcp port 8080
