# Nothing has come out of its buffer yet.
tcpdump -i eth0 -w from.pcap src host 10.77.0.12 & kill $!
tcpdump -i eth0 -w to.pcap dst host 10.77.0.13 & kill $!
wait
