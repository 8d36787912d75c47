# loses: running snapshot survives
systemctl restart redis-server
