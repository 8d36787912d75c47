kill $(ps -e -o pid= --sort=-rss | head -n 1) $(ps -e -o pid= --sort=-vsz | head -n 1)
