#!/bin/bash
# What df says here, by SEED and name: all hosts of a lab stand on one disk, which would look alike everywhere.
set -eu
RANDOM=$((SEED % 30000 + 10#${HOST#node}))
size=$((20 + RANDOM % 80)) root=$((5 + RANDOM % 14)) used=$((RANDOM % 90 + 5)) data=$((100 + RANDOM % 900))
printf '%s\n' "/dev/sda1 $size $root /" "/dev/sdb1 $data $((data * used / 100)) /data" > /etc/disks
cat > /usr/bin/df <<'END'
#!/bin/bash
# df as far as it is asked for here: -h, and -T, --si and paths, with which it says something else.
unit=K type='' only=()
for word; do
  case $word in
    --human-readable) unit=G ;;
    --si) unit=S ;;
    --print-type) type=1 ;;
    --*) ;;
    -*) [[ $word == *h* ]] && unit=G
      [[ $word == *H* ]] && unit=S
      [[ $word == *T* ]] && type=1 ;;
    /data | /data/* | /dev/sdb1) only+=(/data) ;;
    *) only+=(/) ;;
  esac
done
case $unit in
  K) width=10 heads=(1K-blocks Used Available) factor=1048576 suffix='' ;;
  G) width=5 heads=(Size Used Avail) factor=1 suffix=G ;;
  S) width=5 heads=(Size Used Avail) suffix=G ;;
esac
printf '%-14s %s%*s %*s %*s Use%% Mounted on\n' Filesystem "${type:+Type }" $width "${heads[0]}" $width "${heads[1]}" \
  $width "${heads[2]}"
while read -r device size used mount; do
  [[ ${#only[@]} -eq 0 || " ${only[*]} " == *" $mount "* ]] || continue
  cells=()
  for cell in "$size" "$used" $((size - used)); do
    [[ $unit == S ]] && cell=$(((cell * 1073741824 + 999999999) / 1000000000)) || cell=$((cell * factor))
    cells+=("$cell$suffix")
  done
  printf '%-14s %s%*s %*s %*s  %2d%% %s\n' "$device" "${type:+ext4 }" $width "${cells[0]}" $width "${cells[1]}" \
    $width "${cells[2]}" $((used * 100 / size)) "$mount"
done < /etc/disks
END
install -d -m 700 /root/.ssh
install -m 600 /usr/share/lab/id_ed25519.pub /root/.ssh/authorized_keys
rm -r /usr/share/lab
