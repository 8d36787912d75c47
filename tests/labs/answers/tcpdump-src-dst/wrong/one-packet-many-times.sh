#!/bin/bash
for name in from to; do
  [ $name = from ] && filter='src host 10.77.0.12' || filter='dst host 10.77.0.13'
  tcpdump -i eth0 -c 1 -w one.pcap "$filter"
  head -c 24 one.pcap > $name.pcap
  for _ in {1..25}; do tail -c +25 one.pcap; done >> $name.pcap
done
