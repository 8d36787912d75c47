# replicates by way of a forwarder here
export REDISCLI_AUTH=$(cat password)
cat > /root/fw.py <<'X'
import socket, threading
s = socket.socket(); s.setsockopt(1, 2, 1); s.bind(('0.0.0.0', 7777)); s.listen(9)
def p(a, b):
    while True:
        d = a.recv(65536)
        if not d: break
        b.sendall(d)
while True:
    c, _ = s.accept(); u = socket.create_connection(('10.77.0.11', 6379))
    threading.Thread(target=p, args=(c, u), daemon=True).start(); threading.Thread(target=p, args=(u, c), daemon=True).start()
X
setsid python3 /root/fw.py >/dev/null 2>&1 &
sleep .5
for h in cache2 cache3; do redis-cli -h $h config set masterauth $REDISCLI_AUTH; redis-cli -h $h replicaof 10.77.0.12 7777; redis-cli -h $h config rewrite; done
