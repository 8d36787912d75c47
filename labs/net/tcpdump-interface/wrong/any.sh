# loses: back front
tcpdump -i any -c 80 -w back.pcap tcp port 8080
tcpdump -i any -c 80 -w front.pcap tcp port 8080
