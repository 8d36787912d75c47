#!/bin/bash
# The administrator's key, what is known of both machines, and the account of the application.
set -eu
install -d -m 700 .ssh
install -m 600 /usr/share/lab/id_ed25519 .ssh/id_ed25519
install -m 644 /usr/share/lab/id_ed25519.pub .ssh/id_ed25519.pub
for n in 1 2; do
  printf 'db0%d,10.77.0.1%d %s\n' $n $n "$(cut -d' ' -f1,2 /etc/ssh/ssh_host_ed25519_key.pub)"
done > .ssh/known_hosts
printf '[client]\nhost = 10.77.0.100\nuser = app\npassword = App-%s\n' "$SEED" > .my.cnf
chmod 600 .my.cnf
