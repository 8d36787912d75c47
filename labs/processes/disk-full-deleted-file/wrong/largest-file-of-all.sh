# loses: space others files
kill "$(lsof -n -P +D /srv/shop | awk '$5 == "REG" { print $7, $2 }' | sort -n | tail -n 1 | cut -d' ' -f2)"
rm -f /srv/shop/data/orders.deleted
