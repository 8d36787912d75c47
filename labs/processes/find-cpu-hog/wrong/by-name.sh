# loses: hog others
pkill -f burn-cpu
