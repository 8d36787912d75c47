#!/usr/bin/python3
import os, signal, time

def ticks():
    found = {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat") as f:
                fields = f.read().rpartition(")")[2].split()
            found[int(pid)] = int(fields[11]) + int(fields[12])
        except OSError:
            pass
    return found

before = ticks()
time.sleep(0.6)
after = ticks()
os.kill(max(after, key=lambda pid: after[pid] - before.get(pid, after[pid])), signal.SIGTERM)
