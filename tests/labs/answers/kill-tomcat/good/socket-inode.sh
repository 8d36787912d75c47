inode=$(awk '$2 ~ /:1F90$/ && $4 == "0A" { print $10 }' /proc/net/tcp /proc/net/tcp6)
kill $(find /proc/[0-9]*/fd -lname "socket:\[$inode\]" 2> /dev/null | cut -d/ -f3 | sort -u)
