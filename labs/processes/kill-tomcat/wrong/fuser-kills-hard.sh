# loses: graceful
fuser -k 8080/tcp
