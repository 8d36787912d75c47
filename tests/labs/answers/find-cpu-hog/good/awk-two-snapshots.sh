snap() { for p in $(pgrep -f /srv/batch/worker); do awk '{ print $1, $14 + $15 }' "/proc/$p/stat"; done; }
snap > /tmp/1; sleep 1.5; snap > /tmp/2
kill "$(join <(sort /tmp/1) <(sort /tmp/2) | awk '{ print $3 - $2, $1 }' | sort -n | tail -1 | cut -d' ' -f2)"
