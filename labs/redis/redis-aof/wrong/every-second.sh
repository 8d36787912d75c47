# loses: on survives configured
redis-cli config set appendonly yes
redis-cli config rewrite
