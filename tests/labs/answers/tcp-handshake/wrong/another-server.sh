# The client's address and port, whoever it talks to.
IFS=': ->' read -r c cp s sp < <(sed 's/ -> /:/' connection)
tcpdump -r trace.pcap -w one.pcap "host $c and port $cp and not host $s"
tcpdump -r one.pcap -c 3 -w open.pcap
tcpdump -r one.pcap -w close.pcap 'tcp[tcpflags] & tcp-fin != 0'
tcpdump -nn -r one.pcap 'tcp[tcpflags] & tcp-syn != 0' | sed 's/.* seq \([0-9]*\),.*/\1/' > numbers.txt
