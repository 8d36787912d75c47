# loses: others
ls -l /proc/[0-9]*/fd 2> /dev/null | awk '/^\/proc/ { pid = $1; gsub(/[^0-9]/, "", pid) } /deleted/ { print pid }' | sort -u | xargs kill
