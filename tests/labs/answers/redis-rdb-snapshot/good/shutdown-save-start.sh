redis-cli -h localhost -p 6379 SHUTDOWN SAVE
systemctl start redis
