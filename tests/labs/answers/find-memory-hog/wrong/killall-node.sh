killall node
