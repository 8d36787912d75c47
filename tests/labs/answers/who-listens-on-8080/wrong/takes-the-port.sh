fuser -k 8080/tcp; sleep 0.3
setsid python3 -c 'import socket,time; s=socket.socket(); s.setsockopt(1,2,1); s.bind(("",8080)); s.listen(); time.sleep(1000)' > /dev/null 2>&1 &
