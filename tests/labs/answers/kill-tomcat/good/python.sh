#!/usr/bin/python3
import os, signal
for pid in filter(str.isdigit, os.listdir("/proc")):
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as f:
            if b"org.apache.catalina.startup.Bootstrap" in f.read().split(b"\0"):
                os.kill(int(pid), signal.SIGTERM)
    except OSError:
        pass
