#!/bin/bash
# A number that only this machine can tell.
set -eu
RANDOM=$((SEED % 30000 + 10#${HOST#node}))
printf 'SN-%05d-%05d\n' $RANDOM $RANDOM > /etc/serial
install -d -m 700 .ssh
install -m 600 /usr/share/lab/id_ed25519.pub .ssh/authorized_keys
rm -r /usr/share/lab
