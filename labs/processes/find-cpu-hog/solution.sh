kill "$(top -b -n 2 -d 0.5 | awk '/PID USER/ { lists++; next } lists == 2 { print $1; exit }')"
