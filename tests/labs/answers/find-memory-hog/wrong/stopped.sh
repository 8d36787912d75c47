kill -STOP "$(ps -e -o pid= --sort=-rss | head -n 1)"
