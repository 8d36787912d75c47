# loses: back
tcpdump -c 40 -w back.pcap tcp port 8080
tcpdump -c 40 -w front.pcap tcp port 8080
