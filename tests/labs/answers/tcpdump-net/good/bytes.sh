# As a router sees it: an address and a mask.
masked() { printf 'ip[%d:4] & %s == %s' "$@"; }
tcpdump -i eth0 -c 50 -w desks.pcap "($(masked 12 0xffffff80 0x0a4d0100)) or ($(masked 16 0xffffff80 0x0a4d0100))"
tcpdump -i eth0 -c 50 -w stores.pcap "$(masked 12 0xfffff000 0x0a4d1000)"
