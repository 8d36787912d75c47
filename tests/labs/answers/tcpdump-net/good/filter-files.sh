cat > desks.filter <<'FILTER'
src net 10.77.1.0/25
or
dst net 10.77.1.0/25
FILTER
echo 'src net 10.77.16.0/20' > stores.filter
for name in desks stores; do timeout 3 tcpdump -i eth0 -F $name.filter -w $name.pcap; done
