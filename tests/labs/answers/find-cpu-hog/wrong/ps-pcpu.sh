kill -9 $(ps -eo pcpu,pid --no-headers | sort -k1 -nr | head -1 | awk '{print $2}')
