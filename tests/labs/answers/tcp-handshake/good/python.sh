#!/usr/bin/python3
# Everything from the bytes.
import re
import socket
import struct

client, cport, server, sport = re.fullmatch(r"([\d.]+):(\d+) -> ([\d.]+):(\d+)\n", open("connection").read()).groups()
a, b = (client, int(cport)), (server, int(sport))
data = open("trace.pcap", "rb").read()
ours = []
at = 24
while at < len(data):
    size = struct.unpack_from("<I", data, at + 8)[0]
    frame = data[at + 16:at + 16 + size]
    ip = frame[14:]
    tcp = ip[(ip[0] & 15) * 4:struct.unpack("!H", ip[2:4])[0]]
    ports = struct.unpack("!HH", tcp[:4])
    ends = (socket.inet_ntoa(ip[12:16]), ports[0]), (socket.inet_ntoa(ip[16:20]), ports[1])
    if ends in ((a, b), (b, a)):
        seq, ack = struct.unpack("!II", tcp[4:12])
        ours.append((ends[0], tcp[13], seq, ack, len(tcp) - (tcp[12] >> 4) * 4, data[at:at + 16 + size]))
    at += 16 + size

close = []
for sender, flags, seq, ack, length, record in ours:
    if flags & 1:
        close.append(record)
        close.append(next(r for s, f, _, k, n, r in ours if s != sender and k == seq + 1 and n == 0 and not f & 1))
for name, records in ("open", [packet[-1] for packet in ours[:3]]), ("close", close):
    with open(name + ".pcap", "wb") as out:
        out.write(data[:24] + b"".join(records))
with open("numbers.txt", "w") as numbers:
    print(ours[0][2], ours[1][2], sep="\n", file=numbers)
