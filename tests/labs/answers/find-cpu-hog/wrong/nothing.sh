top -b -n 1
