pid=$(ss -ltnp | awk '$4 ~ /:8080$/' | grep -o 'pid=[0-9]*' | cut -d= -f2)
kill -9 $pid
