# One capture of everything; a file is filtered as the network is.
tcpdump -i eth0 -w /tmp/all.pcap -c 400
tcpdump -r /tmp/all.pcap -w "$HOME/from.pcap" src host 10.77.0.12
tcpdump -r /tmp/all.pcap -w "$HOME/to.pcap" dst host 10.77.0.13
