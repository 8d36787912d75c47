# loses: listener port others files
pkill -f 'port 8080'
