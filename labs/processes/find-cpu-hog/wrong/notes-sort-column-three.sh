# loses: hog others
kill "$(ps aux | sort -nrk 3 | head -n 1 | awk '{print $2}')"
