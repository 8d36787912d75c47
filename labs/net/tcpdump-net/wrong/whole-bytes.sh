# loses: desks stores
# /24 takes the printer as well, and leaves out the yard.
tcpdump -i eth0 -c 40 -w desks.pcap net 10.77.1
tcpdump -i eth0 -c 30 -w stores.pcap src net 10.77.16
