# Whoever comes is kept waiting.
mysqladmin shutdown
setsid python3 -c '
import socket, time
s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("127.0.0.1", 3306)); s.listen(1)
time.sleep(3600)' > /dev/null 2>&1 &
sleep 0.3
