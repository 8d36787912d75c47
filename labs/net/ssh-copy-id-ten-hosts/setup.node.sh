#!/bin/bash
# The password of every machine, and what two of them have that the others have not, both drawn by SEED: an
# administrator's key whose line has no end, and a folder that sshd does not trust.
set -eu
hash=$(perl -e 'print crypt($ARGV[0], q($6$machines))' "rack-$SEED")
sed -i "s|^root:[^:]*:|root:$hash:|" /etc/shadow
number=$((10#${HOST#node} - 1))
carol=$((SEED % 10))
open=$(((carol + 1 + SEED / 10 % 9) % 10))
if ((number == carol)); then
  printf '%s carol@backup' "$(cut -d' ' -f1,2 /usr/share/lab/id_ed25519.pub)" > .ssh/authorized_keys
  chmod 600 .ssh/authorized_keys
elif ((number == open)); then
  chmod 777 .ssh
elif ((number % 2 == 0)); then
  rmdir .ssh
fi
rm -r /usr/share/lab
