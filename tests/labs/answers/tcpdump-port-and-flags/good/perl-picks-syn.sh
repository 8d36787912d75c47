tcpdump -i eth0 -U -w - -c 50 tcp port 8080 > web.pcap
tcpdump -i eth0 -U -w - -c 600 tcp 2> /dev/null | perl -e '
  binmode STDIN; binmode STDOUT;
  read STDIN, my $head, 24; print $head;
  while (read(STDIN, my $record, 16) == 16) {
    read STDIN, my $frame, unpack("x8V", $record);
    print $record, $frame if (unpack("x47C", $frame) & 0x12) == 2;
  }' > attempts.pcap
