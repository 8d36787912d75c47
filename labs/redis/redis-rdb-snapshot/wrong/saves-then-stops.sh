# loses: running
redis-cli save
systemctl stop redis-server
