redis-cli config set appendonly yes
redis-cli config set appendfsync always
redis-cli config rewrite
sleep 1
kill -9 $(pidof redis-server)
systemctl start redis-server
