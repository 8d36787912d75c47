#!/bin/bash
set -eu
printf '10.77.0.%d\n' {11..20} > hosts.txt
echo "rack-$SEED" > password.txt
chmod 600 password.txt
rm -r /usr/share/lab
