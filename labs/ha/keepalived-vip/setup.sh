#!/bin/bash
# The administrator's key, and what is known of both machines.
set -eu
install -d -m 700 .ssh
install -m 600 /usr/share/lab/id_ed25519 .ssh/id_ed25519
install -m 644 /usr/share/lab/id_ed25519.pub .ssh/id_ed25519.pub
for n in 1 2; do
  printf 'lb0%d,10.77.0.1%d %s\n' $n $n "$(cut -d' ' -f1,2 /etc/ssh/ssh_host_ed25519_key.pub)"
done > .ssh/known_hosts
