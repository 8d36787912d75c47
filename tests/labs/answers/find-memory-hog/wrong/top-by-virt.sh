kill $(top -b -n 1 -o VIRT | awk '/PID USER/ { getline; print $1; exit }')
