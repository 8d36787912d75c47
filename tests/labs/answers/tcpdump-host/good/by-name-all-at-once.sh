#!/bin/sh
tcpdump -i eth0 -c 40 -w one.pcap host client01 &
tcpdump -i eth0 -c 40 -w two.pcap 'host client02 || guest01' &
tcpdump -i eth0 -c 40 -w rest.pcap not host guest02 &
wait
