#!/bin/bash
set -eu
install -m 755 /run/traffic.py /usr/local/lib/traffic.py
printf 'serve tcp 8080\nserve udp 5300\n' > /etc/traffic.plan
