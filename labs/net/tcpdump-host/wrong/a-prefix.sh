# loses: one two rest
# 10.77.0.12 is 10.77.0.120 as well, as text.
timeout 5 tcpdump -i eth0 -c 200 -w all.pcap
pick() {
  python3 - "$@" <<'PYTHON'
import struct, sys
data = open("all.pcap", "rb").read()
out = open(sys.argv[1], "wb")
out.write(data[:24])
at = 24
while at < len(data):
    size = struct.unpack_from("<I", data, at + 8)[0]
    frame = data[at + 16:at + 16 + size]
    text = ".".join(map(str, frame[26:30])) + " " + ".".join(map(str, frame[30:34]))
    if any(word in text for word in sys.argv[2:]):
        out.write(data[at:at + 16 + size])
    at += 16 + size
PYTHON
}
pick one.pcap 10.77.0.12
pick two.pcap 10.77.0.13 10.77.0.12
pick rest.pcap 10.77.0.12 10.77.0.13
