# loses: listener port others files
fuser -k 8080/udp
