#!/usr/bin/python3
import glob, os
for fd in glob.glob("/proc/[0-9]*/fd/*"):
    try:
        status = os.stat(fd)
    except OSError:
        continue
    if status.st_nlink == 0 and status.st_blocks * 512 > 8 << 20:
        os.truncate(fd, 0)
