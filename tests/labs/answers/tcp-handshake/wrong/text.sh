# Lines of text are no capture.
IFS=': ->' read -r c cp s sp < <(sed 's/ -> /:/' connection)
one="(src host $c and src port $cp and dst host $s and dst port $sp) or (src host $s and src port $sp and dst host $c and dst port $cp)"
tcpdump -nn -r trace.pcap "$one" > lines
head -3 lines > open.pcap
grep 'Flags \[F' -A1 lines > close.pcap
sed -n '1,2s/.* seq \([0-9]*\),.*/\1/p' lines > numbers.txt
