pkill -n -f /srv/cache/node
