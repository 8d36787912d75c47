# loses: hog others
pkill -f large-objects
