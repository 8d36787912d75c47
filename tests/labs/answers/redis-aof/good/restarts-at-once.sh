# The server ends only when its first file is written.
redis-cli config set appendonly yes
redis-cli config set appendfsync always
redis-cli config rewrite
service redis-server restart
