# loses: others
pkill -f /srv/shop/server
