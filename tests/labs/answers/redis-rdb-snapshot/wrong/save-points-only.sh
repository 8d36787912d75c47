redis-cli config set save "3600 1"
