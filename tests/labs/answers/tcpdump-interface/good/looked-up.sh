on() { ip -o -4 addr show | awk -v net="$1" 'index($4, net) == 1 { print $2 }'; }
tcpdump -i "$(on 10.77.8.)" -c 50 -w ~/back.pcap 'tcp and port 8080'
tcpdump -i "$(on 10.77.0.)" -c 50 -w ~/front.pcap 'tcp and port 8080'
