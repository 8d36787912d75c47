#!/usr/bin/env python3
import glob, os, time
def used():
    r = {}
    for p in glob.glob('/proc/[0-9]*/schedstat'):
        try: r[int(p.split('/')[2])] = int(open(p).read().split()[0])
        except OSError: pass
    return r
a = used(); time.sleep(1); b = used()
os.kill(max((p for p in b if p in a and p not in (1, os.getpid())), key=lambda p: b[p] - a[p]), 15)
