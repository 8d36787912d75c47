# What the packets are is found in the text, and their times tell them apart in the file: piece by piece, then joined.
tr -d '\n' < connection | sed 's/ -> /:/' | tr : ' ' > /tmp/ends
read -r c cp s sp < /tmp/ends
tcpdump -w mine.pcap -r trace.pcap "(src $c and src port $cp and dst $s and dst port $sp) or (src $s and src port $sp and dst $c and dst port $cp)"
tcpdump -nn -S -tt -r mine.pcap 2> /dev/null | awk '
  NR <= 3 { o = o " " NR }
  /Flags \[S/ { n = $0; sub(/.*seq /, "", n); sub(/,.*/, "", n); print n > "numbers.txt" }
  /Flags \[F/ { n = $0; sub(/.*seq /, "", n); sub(/,.*/, "", n); want[sprintf("%.0f", n + 1)]; k = k " " NR }
  /Flags \[\.\]/ { n = $0; sub(/.*ack /, "", n); sub(/,.*/, "", n); if (n in want) { k = k " " NR; delete want[n] } }
  END { print o > "/tmp/o"; print k > "/tmp/k" }'
perl -e 'open F, "<", "mine.pcap"; binmode F; local $/; my $d = <F>; my ($at, @r) = (24);
  while ($at < length $d) { my $n = unpack "x8V", substr $d, $at, 16; push @r, substr $d, $at, 16 + $n; $at += 16 + $n }
  for (["open.pcap", "/tmp/o"], ["close.pcap", "/tmp/k"]) {
    open L, "<", $_->[1]; my @n = split " ", <L>; open O, ">", $_->[0]; binmode O; print O substr($d, 0, 24), map { $r[$_ - 1] } @n }'
