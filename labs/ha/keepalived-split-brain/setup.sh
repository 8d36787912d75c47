#!/bin/bash
# The administrator's key, what is known of both machines, and what had been planned: setup.lb.sh draws the same.
set -eu
RANDOM=$SEED
id=$((RANDOM % 100 + 20)) password=k$((RANDOM % 9000 + 1000))
install -d -m 700 .ssh
install -m 600 /usr/share/lab/id_ed25519 .ssh/id_ed25519
install -m 644 /usr/share/lab/id_ed25519.pub .ssh/id_ed25519.pub
for n in 1 2; do
  printf 'lb0%d,10.77.0.1%d %s\n' $n $n "$(cut -d' ' -f1,2 /etc/ssh/ssh_host_ed25519_key.pub)"
done > .ssh/known_hosts
cat > plan.txt <<END
                  lb01          lb02
own address       10.77.0.11    10.77.0.12
sends to          10.77.0.12    10.77.0.11
priority          150           100
both: eth0, virtual router $id, password $password, virtual address 10.77.0.100/24
END
