# loses: listener port others files
pkill -f '/srv/shop/server checkout'
