kill "$(ps aux | sort -nrk 6 | head -1 | awk '{print $2}')"
