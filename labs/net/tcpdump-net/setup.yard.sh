#!/bin/bash
# All talk alike, the second conversation with a port that SEED draws.
set -eu
RANDOM=$SEED
install -m 755 /run/traffic.py /usr/local/lib/traffic.py
printf '%s\n' 'rate 8' 'tcp 10.77.0.1 8080' "shut 10.77.0.1 $((9000 + RANDOM % 500))" > /etc/traffic.plan
