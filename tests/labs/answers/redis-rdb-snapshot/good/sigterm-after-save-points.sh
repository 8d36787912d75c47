redis-cli config set save '1 1000000'
kill -TERM $(pgrep -x redis-server)
while pgrep -x redis-server >/dev/null; do sleep .1; done
systemctl start redis-server
