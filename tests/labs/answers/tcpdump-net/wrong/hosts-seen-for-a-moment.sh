# Who talked first stands for all of its net.
first=$(tcpdump -nn -i eth0 -c 1 src net 10.77.16.0/20 2> /dev/null | awk '{ print $3 }' | cut -d. -f1-4)
tcpdump -i eth0 -c 50 -w desks.pcap net 10.77.1.0/25
tcpdump -i eth0 -c 50 -w stores.pcap src host "$first"
