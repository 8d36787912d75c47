# By what their cards are called: the filter is another, the packets are the same.
mac() { awk -v ip="$1" '$1 == ip { print $4 }' /proc/net/arp; }
tcpdump -i eth0 -c 40 -w one.pcap ether host "$(mac 10.77.0.12)"
tcpdump -i eth0 -c 40 -w two.pcap ether host "$(mac 10.77.0.13)" or ether host "$(mac 10.77.0.120)"
tcpdump -i eth0 -c 40 -w rest.pcap not ether host "$(mac 10.77.0.121)"
