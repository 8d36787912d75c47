# Two captures, one after the other, made into one: what came in between is missing.
join() {
  tcpdump -i eth0 -c 10 -w first.pcap $2 $3 $4
  tcpdump -i eth0 -c 20 -w between.pcap
  tcpdump -i eth0 -c 10 -w second.pcap $2 $3 $4
  { cat first.pcap; tail -c +25 second.pcap; } > "$1"
}
join from.pcap src host 10.77.0.12
join to.pcap dst host 10.77.0.13
