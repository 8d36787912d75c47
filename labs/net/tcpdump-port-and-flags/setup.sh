#!/bin/bash
set -eu
install -m 755 /run/traffic.py /usr/local/lib/traffic.py
printf '%s\n' 'serve tcp 8080' 'serve udp 8080' 'serve tcp 18080' 'rate 5' 'tcp 10.77.0.11 8080' > /etc/traffic.plan
