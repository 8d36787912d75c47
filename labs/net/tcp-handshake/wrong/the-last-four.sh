# loses: close
# Between the two FINs the other side went on talking.
python3 - <<'PYTHON'
import re, socket, struct
client, port, server, service = re.findall(r"[\d.]+", open("connection").read().replace("->", " "))
ends = {(client, int(port)), (server, int(service))}
data = open("trace.pcap", "rb").read()
ours, at = [], 24
while at < len(data):
    size = struct.unpack_from("<I", data, at + 8)[0]
    record = data[at:at + 16 + size]
    sport, dport, seq = struct.unpack_from("!HHI", record, 50)
    if {(socket.inet_ntoa(record[42:46]), sport), (socket.inet_ntoa(record[46:50]), dport)} == ends:
        ours.append((seq, record))
    at += 16 + size
open("open.pcap", "wb").write(data[:24] + b"".join(record for _, record in ours[:3]))
open("close.pcap", "wb").write(data[:24] + b"".join(record for _, record in ours[-4:]))
print(ours[0][0], ours[1][0], sep="\n", file=open("numbers.txt", "w"))
PYTHON
