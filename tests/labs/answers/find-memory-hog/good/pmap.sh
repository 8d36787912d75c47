for p in $(pgrep -f /srv/cache/node); do echo "$p $(pmap -x $p | awk '/^total/{print $4}')"; done | sort -k2 -nr | head -n1 | cut -d' ' -f1 | xargs kill -9
