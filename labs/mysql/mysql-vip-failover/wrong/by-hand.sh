# loses: takes-over client stays other-way machine
# Whoever asks finds somebody: on both machines, for good.
for host in db01 db02; do ssh -n -o BatchMode=yes $host ip address add 10.77.0.100/24 dev eth0; done
