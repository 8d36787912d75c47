pkill redis-server
sleep 1
