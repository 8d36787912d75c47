#!/bin/bash
# What df says here, by SEED and name: all hosts of a lab stand on one disk, which would look alike everywhere.
set -eu
RANDOM=$((SEED % 30000 + 10#${HOST#node}))
size=$((20 + RANDOM % 80)) root=$((5 + RANDOM % 14)) used=$((RANDOM % 90 + 5)) data=$((100 + RANDOM % 900))
{
  printf 'Filesystem      Size  Used Avail Use%% Mounted on\n'
  printf '/dev/sda1       %3dG  %3dG  %3dG  %2d%% /\n' $size $root $((size - root)) $((root * 100 / size))
  printf '/dev/sdb1       %3dG  %3dG  %3dG  %2d%% /data\n' $data $((data * used / 100)) $((data - data * used / 100)) $used
} > /etc/disks
cat > /usr/bin/df <<'END'
#!/bin/bash
cat /etc/disks
END
install -d -m 700 /root/.ssh
install -m 600 /usr/share/lab/id_ed25519.pub /root/.ssh/authorized_keys
rm -r /usr/share/lab
