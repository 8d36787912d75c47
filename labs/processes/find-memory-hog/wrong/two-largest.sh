# loses: others
kill $(ps -e -o pid= --sort=-rss | head -n 2)
