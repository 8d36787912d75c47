redis-cli -p 6380 save
