# loses: space others files
: > /srv/shop/log/access.log
