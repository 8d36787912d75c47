name=$(top -b -c -w 200 -n 2 -d 0.5 | grep "[/]srv/batch/worker" | tail -n 5 | sort -k 9,9nr | head -n 1 | awk '{print $NF}')
pkill -f "/srv/batch/worker $name"
