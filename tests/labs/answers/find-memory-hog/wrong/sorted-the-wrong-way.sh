pid=$(ps -C node -o pid= --sort=rss | head -n 1)
kill $pid
