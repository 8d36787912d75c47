redis-cli --scan | while read -r k; do redis-cli persist "$k"; done
redis-cli save
