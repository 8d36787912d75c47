pid=$(grep -H VmRSS /proc/[0-9]*/status 2> /dev/null | sort -k 2 -n | tail -n 1 | cut -d/ -f3)
kill -INT "$pid"
