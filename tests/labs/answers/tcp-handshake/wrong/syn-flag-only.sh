IFS=': ->' read -r c cp s sp < <(sed 's/ -> /:/' connection)
one="(src host $c and src port $cp and dst host $s and dst port $sp) or (src host $s and src port $sp and dst host $c and dst port $cp)"
tcpdump -r trace.pcap -w open.pcap "($one) and tcp[tcpflags] & tcp-syn != 0"
tcpdump -r trace.pcap -w close.pcap "($one) and tcp[tcpflags] & tcp-fin != 0"
tcpdump -nn -r trace.pcap "($one) and tcp[tcpflags] & tcp-syn != 0" | sed 's/.* seq \([0-9]*\),.*/\1/' > numbers.txt
