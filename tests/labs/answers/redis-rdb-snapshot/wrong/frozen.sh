redis-cli save
kill -STOP $(pidof redis-server)
