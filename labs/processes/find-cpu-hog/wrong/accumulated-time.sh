# loses: hog others
kill "$(ps -e -o pid= --sort=-time | head -n 1)"
