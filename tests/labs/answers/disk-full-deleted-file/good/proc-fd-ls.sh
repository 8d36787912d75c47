cd /proc
for p in [0-9]*; do
  for f in "$p"/fd/*; do
    [[ $(readlink "$f") == *' (deleted)' ]] || continue
    (($(stat -L -c %s "$f") > 10 << 20)) && kill "$p"
  done
done
true
