for name in one two rest; do tcpdump -i eth0 -c 80 -w $name.pcap host 10.77.0.1; done
