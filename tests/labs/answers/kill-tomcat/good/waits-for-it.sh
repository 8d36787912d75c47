pid=$(pgrep -o -f catalina.startup.Bootstrap)
kill "$pid"
while kill -0 "$pid" 2> /dev/null; do sleep 0.1; done
