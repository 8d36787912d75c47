#!/usr/bin/python3
# Packets as they might have been.
import socket
import struct

for name, source, target in ("from.pcap", "10.77.0.12", "10.77.0.1"), ("to.pcap", "10.77.0.1", "10.77.0.13"):
    with open(name, "wb") as file:
        file.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1))
        for number in range(25):
            ip = struct.pack("!BBHHHBBH", 0x45, 0, 41, number, 0x4000, 64, 17, 0)
            udp = struct.pack("!HHHH", 5300, 40000, 21, 0) + b"%012d\n" % number
            frame = b"\2\0\x0a\x4d\0\1\2\0\x0a\x4d\0\x0c\x08\0" + ip + socket.inet_aton(source) + socket.inet_aton(target) + udp
            file.write(struct.pack("<IIII", 1, number, len(frame), len(frame)) + frame)
