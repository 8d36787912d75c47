#!/bin/bash
# A trace of connections that were never made, drawn by SEED. The one asked for has neighbours that share all but one of
# its addresses and ports, and its sides close it one after the other with data in between.
set -eu
python3 - "$SEED" <<'PYTHON'
import random
import socket
import struct
import sys

draw = random.Random(int(sys.argv[1]))
FIN, SYN, RST, PSH, ACK = 1, 2, 4, 8, 16
packets = []  # (time in microseconds, frame)


def checksum(data):
    data += b"\0" * (len(data) % 2)
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


class Side:
    def __init__(self, address, port):
        self.address, self.port = socket.inet_aton(address), port
        self.next = draw.randrange(10**8, 2**31)  # the sequence number to come
        self.id = draw.randrange(2**15)

    def frame(self, peer, flags, data):
        options = b"\2\4\5\xb4\1\3\3\7" if flags & SYN else b""
        head = struct.pack("!HHIIBBHHH", self.port, peer.port, self.next, peer.next if flags & ACK else 0,
                           (20 + len(options)) << 2, flags, 502, 0, 0) + options
        size = len(head) + len(data)
        tcp = checksum(self.address + peer.address + struct.pack("!HH", 6, size) + head + data)
        ip = struct.pack("!BBHHHBBH", 0x45, 0, 20 + size, self.id, 0x4000, 64, 6, 0) + self.address + peer.address
        ip = ip[:10] + struct.pack("!H", checksum(ip)) + ip[12:]
        ether = b"\2\0" + peer.address + b"\2\0" + self.address + b"\x08\0"
        self.id += 1
        self.next += len(data) + (1 if flags & (SYN | FIN) else 0)
        return ether + ip + head[:16] + struct.pack("!H", tcp) + head[18:] + data


def text(side):
    return "%s:%d" % (socket.inet_ntoa(side.address), side.port)


def connect(client, server, refused=False, begin=(0, 1_000_000)):
    at = draw.randrange(*begin)

    def send(sender, receiver, flags, data=b""):
        nonlocal at
        at += draw.randrange(200, 60_000)
        packets.append((at, sender.frame(receiver, flags, data)))

    def exchange(sender, receiver):
        send(sender, receiver, PSH | ACK, bytes(draw.choices(b"abcdefghijklmnop \n", k=draw.randrange(20, 200))))
        send(receiver, sender, ACK)

    send(client, server, SYN)
    if refused:
        server.next = 0
        send(server, client, RST | ACK)
        return
    send(server, client, SYN | ACK)
    send(client, server, ACK)
    for _ in range(draw.randrange(2, 6)):
        exchange(*draw.choice([(client, server), (server, client)]))
    first, last = draw.choice([(client, server), (server, client)])
    send(first, last, FIN | ACK)
    send(last, first, ACK)
    for _ in range(draw.randrange(2, 4)):
        exchange(last, first)
    send(last, first, FIN | ACK)
    send(first, last, ACK)


clients = ["10.77.0.%d" % number for number in draw.sample(range(20, 200), 4)]
port, other = draw.sample(range(33000, 60000), 2)
asked = Side(clients[0], port), Side("10.77.0.1", 8080)
# Another one of its port comes before it, or a filter by port alone were right now and then.
connect(*asked, begin=(200_000, 1_000_000))
connect(Side(clients[0], other), Side("10.77.0.1", 8080))
connect(Side(clients[1], port), Side("10.77.0.1", 8080), begin=(0, 100_000))
connect(Side(clients[0], port), Side("10.77.0.1", 8081))
connect(Side(clients[0], port), Side("10.77.0.2", 8080))
connect(Side("10.77.0.1", port), Side(clients[0], 8080))
connect(Side(clients[0], port), Side("10.77.0.3", 8080), refused=True)
for client in clients[1:]:
    for server in ("10.77.0.1", "10.77.0.2"):
        connect(Side(client, draw.randrange(33000, 60000)), Side(server, draw.choice([22, 80, 3306, 8080])))

with open("trace.pcap", "wb") as trace:
    trace.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, 1))
    for at, frame in sorted(packets):
        seconds, micros = divmod(at, 1_000_000)
        trace.write(struct.pack("<IIII", 1_700_000_000 + seconds, micros, len(frame), len(frame)) + frame)
with open("connection", "w") as connection:
    print(text(asked[0]), "->", text(asked[1]), file=connection)
PYTHON
