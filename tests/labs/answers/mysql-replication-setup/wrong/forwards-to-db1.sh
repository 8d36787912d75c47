# Cheating: no server of db2's answers but a program that hands all on to db1.
systemctl stop mariadb
cat > /opt/forward.py <<'PY'
import socket, threading
def pipe(source, sink):
    try:
        while data := source.recv(65536):
            sink.sendall(data)
    except OSError:
        pass
    source.close()
    sink.close()
server = socket.create_server(('', 3306))
while True:
    client, _ = server.accept()
    primary = socket.create_connection(('10.77.0.11', 3306))
    for ends in ((client, primary), (primary, client)):
        threading.Thread(target=pipe, args=ends, daemon=True).start()
PY
setsid python3 /opt/forward.py > /dev/null 2>&1 &
until (: < /dev/tcp/127.0.0.1/3306) 2> /dev/null; do :; done
