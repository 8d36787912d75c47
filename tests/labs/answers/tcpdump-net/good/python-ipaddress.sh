import_all() { tcpdump -i eth0 -c 600 -w all.pcap; }
import_all
python3 <<'PYTHON'
import ipaddress, struct
desks, stores = ipaddress.ip_network("10.77.1.0/25"), ipaddress.ip_network("10.77.16.0/20")
data = open("all.pcap", "rb").read()
out = {name: open(name + ".pcap", "wb") for name in ("desks", "stores")}
for file in out.values():
    file.write(data[:24])
at = 24
while at < len(data):
    size = struct.unpack_from("<I", data, at + 8)[0]
    record = data[at:at + 16 + size]
    source, target = (ipaddress.ip_address(record[i:i + 4]) for i in (42, 46))
    if source in desks or target in desks:
        out["desks"].write(record)
    if source in stores:
        out["stores"].write(record)
    at += 16 + size
PYTHON
