pkill -o -f /srv/cache/node
