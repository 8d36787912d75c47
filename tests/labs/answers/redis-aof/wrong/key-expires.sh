# data spoiled: everything volatile
redis-cli config set appendonly yes appendfsync always
redis-cli config rewrite
redis-cli --scan | while read -r k; do redis-cli expire "$k" 100000; done
