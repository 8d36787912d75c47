for p in $(pgrep -f /srv/cache/node); do echo "$(awk '/^Pss:/ { print $2 }' /proc/$p/smaps_rollup) $p"; done | sort -rn | { read -r _ p; kill "$p"; }
