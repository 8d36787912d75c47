# loses: others
pkill -f catalina
