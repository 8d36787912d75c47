# loses: others
pkill -f /srv/cache/node
