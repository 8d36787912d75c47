# loses: listener port others files
name=$(basename "$(grep -l 'port = 8080' /srv/shop/*.conf)" .conf)
pkill -f "/srv/shop/server $name"
