# loses: hog others
kill "$(ps -e -o pid= --sort=-vsz | head -n 1)"
