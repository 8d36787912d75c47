cd
tcpdump -ni eth0 -U -c 25 -w from.pcap 'src 10.77.0.12' &
tcpdump -ni eth0 -U -c 25 -w to.pcap 'dst 10.77.0.13' &
wait
