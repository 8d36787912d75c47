# loses: running snapshot survives
redis-cli config set save "60 1"
redis-cli config rewrite
