kill -STOP $(lsof -t -i TCP:8080 -s TCP:LISTEN)
