# loses: close numbers
# What tcpdump shows of a FIN without -S counts from the connection's beginning.
read -r from _ to < connection
c=${from%:*} cp=${from#*:} s=${to%:*} sp=${to#*:}
tcpdump -r trace.pcap -w one.pcap "(src host $c and src port $cp and dst host $s and dst port $sp) or
  (src host $s and src port $sp and dst host $c and dst port $cp)"
tcpdump -r one.pcap -c 3 -w open.pcap
printf '0\n0\n' > numbers.txt
acks=($(tcpdump -r one.pcap -nn | sed -n '/Flags \[F/s/.* seq \([0-9]*\),.*/\1/p'))
tcpdump -r one.pcap -w close.pcap "tcp[tcpflags] & tcp-fin != 0 or
  (tcp[tcpflags] == tcp-ack and (tcp[8:4] == $((acks[0] + 1)) or tcp[8:4] == $((acks[1] + 1))))"
