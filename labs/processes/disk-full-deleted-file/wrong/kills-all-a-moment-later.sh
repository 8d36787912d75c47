# loses: others
# What the end of the answer shows is not what it leaves.
setsid sh -c 'sleep 1; pkill -9 -f /srv/shop/server' > /dev/null 2>&1 &
