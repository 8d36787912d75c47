kill -9 $(lsof +L1 | awk 'NR>1&&$7>1e7{print $2}'); rm -f /srv/shop/log/access.log
