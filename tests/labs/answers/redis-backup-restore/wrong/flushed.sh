redis-cli flushall
systemctl restart redis-server
