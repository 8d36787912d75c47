#!/bin/bash
set -eu
install -d -m 700 .ssh
install -m 600 /usr/share/lab/id_ed25519 .ssh/id_ed25519
install -m 644 /usr/share/lab/id_ed25519.pub .ssh/id_ed25519.pub
for n in {1..5}; do
  printf '10.77.0.%d,node%02d %s\n' $((n + 10)) "$n" "$(cut -d' ' -f1,2 /etc/ssh/ssh_host_ed25519_key.pub)"
done > .ssh/known_hosts
rm -r /usr/share/lab
