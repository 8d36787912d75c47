pid=$(lsof -n -P +L1 | sort -k 7 -n | tail -n 1 | awk '{print $2}')
exec 9< "/proc/$pid/fd/3"
kill "$pid"
setsid sleep 1000 > /dev/null 2>&1 &
