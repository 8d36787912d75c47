# loses: space others files
kill $(lsof -t /srv/shop/log/access.log)
