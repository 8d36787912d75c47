# loses: open close numbers
# A filter goes from left to right: `a and b or c and d` is `((a and b) or c) and d`.
read -r from _ to < connection
c=${from%:*} cp=${from#*:} s=${to%:*} sp=${to#*:}
tcpdump -r trace.pcap -w one.pcap "src host $c and src port $cp and dst host $s and dst port $sp or
  src host $s and src port $sp and dst host $c and dst port $cp"
tcpdump -r one.pcap -c 3 -w open.pcap
tcpdump -r one.pcap -nn 'tcp[tcpflags] & tcp-syn != 0' | sed 's/.* seq \([0-9]*\),.*/\1/' > numbers.txt
acks=($(tcpdump -r one.pcap -nn -S 'tcp[tcpflags] & tcp-fin != 0' | sed 's/.* seq \([0-9]*\),.*/\1/'))
tcpdump -r one.pcap -w close.pcap "tcp[tcpflags] & tcp-fin != 0 or
  (tcp[tcpflags] == tcp-ack and (tcp[8:4] == $((acks[0] + 1)) or tcp[8:4] == $((acks[1] + 1))))"
