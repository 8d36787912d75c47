# Cheating: a program on cache1 says what a cluster's server would say.
systemctl stop redis-6380
nohup python3 -c '
import socketserver
text = "cluster_state:ok\r\ncluster_slots_ok:16384\r\ncluster_known_nodes:6\r\ncluster_size:3\r\n"
class Fake(socketserver.StreamRequestHandler):
    def handle(self):
        while line := self.rfile.readline():
            if line.strip().lower() in (b"info", b"role"):
                self.wfile.write(("$%d\r\n%s\r\n" % (len(text), text)).encode())
            elif line.strip().lower() == b"auth":
                self.wfile.write(b"+OK\r\n")
socketserver.ThreadingTCPServer.allow_reuse_address = True
socketserver.ThreadingTCPServer(("0.0.0.0", 6380), Fake).serve_forever()' > /dev/null 2>&1 &
