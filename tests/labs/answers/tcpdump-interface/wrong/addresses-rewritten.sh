#!/usr/bin/python3
# Taken on one network and made to look as if it were the other's.
import subprocess

subprocess.run(["tcpdump", "-i", "eth0", "-c", "60", "-w", "front.pcap", "tcp", "port", "8080"], check=True)
data = open("front.pcap", "rb").read()
open("back.pcap", "wb").write(data[:24] + data[24:].replace(b"\x0a\x4d\x00", b"\x0a\x4d\x08"))
