# With save points the server saves when it is told to end.
redis-cli config set save "900 1 300 10"
service redis-server restart
