kill "$(pgrep -o -f /srv/shop/server)"
