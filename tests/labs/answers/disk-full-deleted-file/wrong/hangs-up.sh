pkill -HUP -f /srv/shop/server
