kill "$(ps -C node -o rss=,pid= | sed 's/^ *//' | sort -r | head -n 1 | awk '{print $2}')"
