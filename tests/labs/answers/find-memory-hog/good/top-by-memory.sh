kill $(top -b -n 1 -o %MEM | awk '/PID USER/ { getline; print $1; exit }')
