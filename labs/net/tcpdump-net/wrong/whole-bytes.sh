# loses: desks stores
# /24 takes the printer as well, and leaves out the yard.
tcpdump -i eth0 -c 200 -w desks.pcap net 10.77.1
tcpdump -i eth0 -c 100 -w stores.pcap src net 10.77.16
