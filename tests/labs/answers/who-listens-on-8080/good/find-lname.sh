i=$(awk '$2 ~ /:1F90$/ && $4=="0A"{print $10}' /proc/net/tcp /proc/net/tcp6)
find /proc/[0-9]*/fd -lname "socket:\[$i\]" 2>/dev/null | cut -d/ -f3 | sort -u | xargs -r kill
