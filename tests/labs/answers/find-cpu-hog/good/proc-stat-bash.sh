declare -A before
for p in $(pgrep -f /srv/batch/worker); do
  read -r -a f < "/proc/$p/stat"
  before[$p]=$((f[13] + f[14]))
done
sleep 0.6
most=-1
for p in "${!before[@]}"; do
  read -r -a f < "/proc/$p/stat"
  used=$((f[13] + f[14] - before[$p]))
  if ((used > most)); then most=$used busy=$p; fi
done
kill "$busy"
