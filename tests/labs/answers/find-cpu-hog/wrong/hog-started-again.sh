p=$(top -bn2 -d1 | awk '/^top/{n++} n==2 && /worker/{print $1; exit}')
mapfile -d '' -t a < /proc/$p/cmdline; u=$(stat -c %U /proc/$p)
kill -9 $p; setsid runuser -u $u -- "${a[@]}" >/dev/null 2>&1 & sleep 1
