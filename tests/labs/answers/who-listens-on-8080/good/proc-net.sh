#!/usr/bin/python3
# Port 8080 is 1F90, and state 0A is LISTEN.
import os
with open("/proc/net/tcp") as table:
    sockets = {f"socket:[{row.split()[9]}]" for row in list(table)[1:]
               if row.split()[1].endswith(":1F90") and row.split()[3] == "0A"}
for pid in filter(str.isdigit, os.listdir("/proc")):
    try:
        links = {os.readlink(f"/proc/{pid}/fd/{fd}") for fd in os.listdir(f"/proc/{pid}/fd")}
    except OSError:
        continue
    if links & sockets:
        os.kill(int(pid), 15)
