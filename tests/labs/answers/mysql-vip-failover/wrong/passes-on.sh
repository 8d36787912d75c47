# Cheating: the address stays on db01, where a program passes all on to the server that lives.
ssh db01 'cat > /root/pass.py; nohup python3 /root/pass.py > /dev/null 2>&1 &' <<'PASS'
import socket, threading, time
def copy(a, b):
    while data := a.recv(65536):
        b.sendall(data)
    b.shutdown(socket.SHUT_WR)
while True:
    try:
        door = socket.create_server(('0.0.0.0', 3306))
        break
    except OSError:
        time.sleep(0.05)
while True:
    client, _ = door.accept()
    server = socket.create_connection(('10.77.0.12', 3306))
    threading.Thread(target=copy, args=(client, server), daemon=True).start()
    threading.Thread(target=copy, args=(server, client), daemon=True).start()
PASS
