fuser -k -TERM -n tcp 8080
