# loses: running snapshot
redis-cli config set appendonly yes
redis-cli config rewrite
while redis-cli info persistence | grep -q '^aof_rewrite_[a-z_]*:1'; do sleep 0.1; done
