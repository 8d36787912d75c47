# loses: hog others
kill "$(ps -e -o pid= --sort=-%cpu | head -n 1)"
