# On all of them, told apart by address.
tcpdump -i any -c 50 -w back.pcap tcp port 8080 and net 10.77.8.0/24 &
tcpdump -i any -c 50 -w front.pcap tcp port 8080 and net 10.77.0.0/24 &
wait
