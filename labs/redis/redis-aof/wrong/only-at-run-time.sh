# loses: survives configured
redis-cli config set appendonly yes
redis-cli config set appendfsync always
