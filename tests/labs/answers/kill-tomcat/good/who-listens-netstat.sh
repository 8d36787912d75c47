netstat -ltnp 2>/dev/null | awk '$4 ~ /:8080$/ { split($7, owner, "/"); print owner[1] }' | sort -u | xargs -r kill -s TERM
