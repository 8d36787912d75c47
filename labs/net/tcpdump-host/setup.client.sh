#!/bin/bash
# All talk alike, each in an order that SEED draws.
set -eu
RANDOM=$((SEED % 30000 + 10#${HOST#client}))
install -m 755 /run/traffic.py /usr/local/lib/traffic.py
plan=('tcp 10.77.0.1 8080' 'udp 10.77.0.1 5300')
first=$((RANDOM % 2))
printf '%s\n' 'rate 10' "${plan[first]}" "${plan[1 - first]}" > /etc/traffic.plan
