killall server
