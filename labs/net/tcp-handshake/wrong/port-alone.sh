# loses: open close numbers
# Who opened is known by more than its port.
read -r from _ to < connection
tcpdump -r trace.pcap -w one.pcap "port ${from#*:}"
tcpdump -r one.pcap -c 3 -w open.pcap
tcpdump -r one.pcap -nn 'tcp[tcpflags] & tcp-syn != 0' | sed 's/.* seq \([0-9]*\),.*/\1/' > numbers.txt
acks=($(tcpdump -r one.pcap -nn -S 'tcp[tcpflags] & tcp-fin != 0' | sed 's/.* seq \([0-9]*\),.*/\1/'))
tcpdump -r one.pcap -w close.pcap "tcp[tcpflags] & tcp-fin != 0 or
  (tcp[tcpflags] == tcp-ack and (tcp[8:4] == $((acks[0] + 1)) or tcp[8:4] == $((acks[1] + 1))))"
