#!/usr/bin/env python3
import os, re, signal, subprocess
out = subprocess.run(['ss', '-H', '-l', '-t', '-n', '-p'], capture_output=True, text=True).stdout
for line in out.splitlines():
    if re.search(r'[:\]]8080\s', line.split(None, 3)[3].split()[0] + ' '):
        for pid in set(map(int, re.findall(r'pid=(\d+)', line))):
            os.kill(pid, signal.SIGTERM)
