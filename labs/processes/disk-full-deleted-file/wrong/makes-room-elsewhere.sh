# loses: files
pid=$(lsof -n -P +L1 | awk '/access.log.1/ { print $2 }')
: > "/proc/$pid/fd/3"
rm -r /srv/shop/data
