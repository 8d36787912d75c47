kill $(ps axv --sort=-rss --no-headers | head -1 | awk '{print $1}')
