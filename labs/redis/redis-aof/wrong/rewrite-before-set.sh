# loses: survives configured
redis-cli config rewrite
redis-cli config set appendonly yes
redis-cli config set appendfsync always
