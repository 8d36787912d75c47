timeout 6 tcpdump -i eth0 --immediate-mode -U -Z root -w - src host client02 > ~/from.pcap
timeout -s INT 6 tcpdump -i eth0 --immediate-mode -U -Z root -w - dst host client03 > ~/to.pcap
