#!/bin/bash
# The same on both networks, in an order that SEED draws.
set -eu
RANDOM=$((SEED % 30000 + 10#${HOST#client}))
install -m 755 /run/traffic.py /usr/local/lib/traffic.py
networks=(10.77.0.1 10.77.8.1)
first=$((RANDOM % 2))
{
  echo 'rate 15'
  for gate in "${networks[first]}" "${networks[1 - first]}"; do
    printf '%s\n' "tcp $gate 8080" "tcp $gate 3306" "udp $gate 8080"
  done
} > /etc/traffic.plan
