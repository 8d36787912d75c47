pkill -f 8080
