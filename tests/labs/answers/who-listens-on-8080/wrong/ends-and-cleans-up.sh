fuser -k 8080/tcp
rm -rf /srv/shop
