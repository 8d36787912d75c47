#!/bin/bash
# All talk alike, from a place in the round that SEED draws.
set -eu
RANDOM=$((SEED % 30000 + 10#${HOST#client}))
install -m 755 /run/traffic.py /usr/local/lib/traffic.py
plan=('tcp 10.77.0.1 8080' 'udp 10.77.0.1 8080' 'tcp 10.77.0.1 18080' 'shut 10.77.0.1 808')
first=$((RANDOM % 4))
printf '%s\n' 'serve tcp 8080' 'rate 12' "${plan[@]:first}" "${plan[@]:0:first}" > /etc/traffic.plan
