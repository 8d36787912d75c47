#!/usr/bin/python3
import os,glob
ino=set()
for t in ('tcp','tcp6'):
    for l in open('/proc/net/'+t).readlines()[1:]:
        f=l.split()
        if f[3]=='0A' and f[1].endswith(':1F90'): ino.add('socket:[%s]'%f[9])
for fd in glob.glob('/proc/[0-9]*/fd/*'):
    try:
        if os.readlink(fd) in ino: os.kill(int(fd.split('/')[2]),15); break
    except OSError: pass
