grep -H VmData /proc/[0-9]*/status | sort -k2 -n | tail -1 | cut -d/ -f3 | xargs kill -9
