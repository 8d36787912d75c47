# loses: others
netstat -ltnp | grep 8080 | awk '{ sub("/.*", "", $7); print $7 }' | xargs kill
