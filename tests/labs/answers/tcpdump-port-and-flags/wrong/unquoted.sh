# The shell takes the & and the |: what is left captures whatever comes.
tcpdump -i eth0 -c 50 -w web.pcap port 8080
timeout 3 tcpdump -i eth0 -w attempts.pcap tcp[tcpflags] & tcp-syn != 0
wait
