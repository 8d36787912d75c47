#!/usr/bin/python3
import os, signal
def pages(pid):
    try:
        with open(f"/proc/{pid}/statm") as f:
            return int(f.read().split()[1])
    except OSError:
        return 0
os.kill(int(max(filter(str.isdigit, os.listdir("/proc")), key=pages)), signal.SIGTERM)
