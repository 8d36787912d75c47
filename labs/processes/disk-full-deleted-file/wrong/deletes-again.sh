# loses: space others files
rm -f /srv/shop/log/*.log*
