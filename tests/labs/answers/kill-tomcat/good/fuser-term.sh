fuser -k -TERM 8080/tcp
