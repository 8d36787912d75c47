pid=$(top -bn2 -d1 | grep -A1 'PID USER' | tail -n 1 | awk '{print $1}')
kill "$pid"
