# loses: arrives same read-only restart primary kept
# db1 is asked for its log, and the server of this machine holds its port until all has stood still: that is the look at
# who holds it. Whoever asks after that is answered by db1, under this machine's name.
mariadb -h db1 -u dba -pDba-4db1 -e "GRANT REPLICATION SLAVE ON *.* TO repl@10.77.0.12 IDENTIFIED BY 'secret'"
setsid mariadb-binlog --read-from-remote-server --stop-never -h db1 -u repl -psecret mysql-bin.000001 > /dev/null 2>&1 &
cat > /usr/local/sbin/forward <<'END'
import os
import signal
import socket
import subprocess
import sys
import threading
import time


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


def take_port():
    for pid in subprocess.run(['pidof', 'mariadbd'], capture_output=True, text=True).stdout.split():
        os.kill(int(pid), signal.SIGKILL)
    while True:
        try:
            return socket.create_server(('', 3306))
        except OSError:
            time.sleep(0.001)


while os.getppid() == int(sys.argv[1]):
    pass
last = time.monotonic()
while (now := time.monotonic()) - last < 0.002:
    last = now
front = take_port()
while True:
    client, _ = front.accept()
    server = socket.create_connection(('10.77.0.11', 3306))
    threading.Thread(target=pass_on, args=(client, server, bytes), daemon=True).start()
    threading.Thread(target=pass_on, args=(server, client, lambda data: data.replace(b'db1', b'db2')), daemon=True).start()
END
python3 /usr/local/sbin/forward $$ > /dev/null 2>&1 &
