# loses: running snapshot survives
redis-cli shutdown nosave
