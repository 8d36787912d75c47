redis-cli config set save "1 1"
redis-cli config rewrite
