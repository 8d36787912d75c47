kill -9 $(ps aux | sort -rnk 4 | awk 'NR == 1 { print $2 }')
