# Each packet by its own numbers, one look at a time.
IFS=': ->' read -r c cp s sp < <(sed 's/ -> /:/' connection)
up="src host $c and src port $cp and dst host $s and dst port $sp"
down="src host $s and src port $sp and dst host $c and dst port $cp"
show() { tcpdump -nn -S -r trace.pcap "$1" 2> /dev/null; }
seq() { grep -oP 'seq \K[0-9]+'; }
isn=$(show "$up and tcp[13] == 2" | seq)
nsi=$(show "$down and tcp[13] == 18" | seq)
printf '%s\n' "$isn" "$nsi" > numbers.txt
tcpdump -w open.pcap -r trace.pcap "($up and tcp[13] == 2) or ($down and tcp[13] == 18) or
  ($up and tcp[13] == 16 and tcp[4:4] == $((isn + 1)) and tcp[8:4] == $((nsi + 1)))"
finup=$(show "$up and tcp[13] & 1 == 1" | seq)
findown=$(show "$down and tcp[13] & 1 == 1" | seq)
tcpdump -w close.pcap -r trace.pcap "($up and tcp[13] & 1 == 1) or ($down and tcp[13] & 1 == 1) or
  ($up and tcp[13] == 16 and tcp[8:4] == $((findown + 1))) or ($down and tcp[13] == 16 and tcp[8:4] == $((finup + 1)))"
