#!/bin/bash
# Capture files through pipes, without any in between.
set -eu
ends=$(tr -s ' >:-' ' ' < connection)
set -- $ends
mine() { tcpdump -r trace.pcap -w - -U "host $1 and host $3 and tcp and ((src host $1 and src port $2 and dst port $4) or (src host $3 and src port $4 and dst port $2))" 2> /dev/null; }
mine "$@" | tcpdump -r - -w open.pcap -c 3
for kind in 2 18; do
  mine "$@" | tcpdump -tnr - "tcp[13] = $kind" 2> /dev/null | sed -E 's/.*seq ([0-9]+).*/\1/'
done > numbers.txt
filter='tcp[13] & tcp-fin != 0'
for seq in $(mine "$@" | tcpdump -ntSr - 'tcp[13] & tcp-fin != 0' 2> /dev/null | grep -Eo 'seq [0-9]+' | cut -d' ' -f2); do
  filter+=" or (tcp[13] = 16 and tcp[8:4] = $((seq + 1)))"
done
mine "$@" | tcpdump -r - -w close.pcap "$filter"
