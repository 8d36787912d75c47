#!/bin/bash
# The list in an order that SEED draws. The address that is nobody's is not the first: a loop that ends after one machine
# must not meet it.
set -eu
RANDOM=$SEED
dead=$((21 + RANDOM % 200))
all=({11..19} "$dead")
for ((i = 9; i > 0; i--)); do
  j=$((RANDOM % (i + 1)))
  swapped=${all[i]} all[i]=${all[j]} all[j]=$swapped
done
if ((all[0] == dead)); then all=("${all[@]:1}" "$dead"); fi
printf '10.77.0.%d\n' "${all[@]}" > hosts.txt
install -d -m 700 .ssh
install -m 600 /usr/share/lab/id_ed25519 .ssh/id_ed25519
install -m 644 /usr/share/lab/id_ed25519.pub .ssh/id_ed25519.pub
key=$(cut -d' ' -f1,2 /etc/ssh/ssh_host_ed25519_key.pub)
{
  for n in {1..9}; do printf '10.77.0.%d,node%02d %s\n' $((n + 10)) "$n" "$key"; done
  printf '10.77.0.%d %s\n' "$dead" "$key"
} > .ssh/known_hosts
rm -r /usr/share/lab
