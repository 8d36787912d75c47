# loses: rest
# Everything, since what does not come from it may go to it.
tcpdump -i eth0 -c 40 -w one.pcap host 10.77.0.12
tcpdump -i eth0 -c 40 -w two.pcap host 10.77.0.13 or host 10.77.0.120
tcpdump -i eth0 -c 400 -w rest.pcap not src host 10.77.0.121 or not dst host 10.77.0.121
