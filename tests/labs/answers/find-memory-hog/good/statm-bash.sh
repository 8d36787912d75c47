most=0
for p in $(pgrep -f /srv/cache/node); do
  read -r _ pages _ < "/proc/$p/statm"
  ((pages > most)) && most=$pages largest=$p
done
kill "$largest"
