p=$(top -bn2 -d1 | awk '/^top/{n++} n==2 && /worker/{print $1; exit}')
kill $p; sleep .2; pkill -STOP -f /srv/batch/worker
