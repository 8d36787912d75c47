redis-cli config get append*
