# loses: close
# Every acknowledgement without data, of what is acknowledged no matter.
read -r from _ to < connection
c=${from%:*} cp=${from#*:} s=${to%:*} sp=${to#*:}
tcpdump -r trace.pcap -w one.pcap "host $c and port $cp and host $s and port $sp and
  ((src port $cp and dst host $s) or (src port $sp and dst host $c))"
tcpdump -r one.pcap -c 3 -w open.pcap
tcpdump -r one.pcap -nn 'tcp[tcpflags] & tcp-syn != 0' | sed 's/.* seq \([0-9]*\),.*/\1/' > numbers.txt
tcpdump -r one.pcap -w close.pcap 'tcp[tcpflags] & tcp-fin != 0 or tcp[tcpflags] == tcp-ack'
