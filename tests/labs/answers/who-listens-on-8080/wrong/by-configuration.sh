name=$(grep -l 'port = 8080' /srv/shop/*.conf | xargs basename -s .conf); pkill -f "server $name "
