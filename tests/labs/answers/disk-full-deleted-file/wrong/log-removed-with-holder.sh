kill $(lsof -n -P +L1 | awk '/access.log.1/ { print $2 }')
rm -rf /srv/shop/log
