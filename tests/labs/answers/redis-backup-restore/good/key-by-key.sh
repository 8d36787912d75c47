#!/usr/bin/env python3
# Reads the backup with a server of its own and copies key by key.
import socket, subprocess, time
subprocess.run('mkdir -p /tmp/b && cp /root/backup/redis-nightly.rdb /tmp/b/dump.rdb && redis-server --port 7777 --dir /tmp/b --save "" --daemonize yes', shell=True, check=True)
class Redis:
    def __init__(self, port):
        for _ in range(100):
            try:
                self.s = socket.create_connection(('127.0.0.1', port)); break
            except OSError: time.sleep(0.05)
        self.f = self.s.makefile('rb')
    def __call__(self, *words):
        words = [w if isinstance(w, bytes) else str(w).encode() for w in words]
        self.s.sendall(b'*%d\r\n' % len(words) + b''.join(b'$%d\r\n%s\r\n' % (len(w), w) for w in words))
        return self.read()
    def read(self):
        line = self.f.readline()[:-2]
        kind, rest = line[:1], line[1:]
        if kind == b'$': return None if rest == b'-1' else self.f.read(int(rest) + 2)[:-2]
        if kind == b'*': return [self.read() for _ in range(int(rest))]
        if kind == b'-': raise RuntimeError(line)
        return rest
old, new = Redis(7777), Redis(6379)
while True:
    try: old('PING'); break
    except RuntimeError: time.sleep(0.05)
new('FLUSHALL')
for db in range(16):
    old('SELECT', db); new('SELECT', db)
    for key in old('KEYS', '*'):
        new('RESTORE', key, old('PEXPIRETIME', key).replace(b'-1', b'0'), old('DUMP', key), 'ABSTTL')
new('SAVE')
old('SELECT', 0)
subprocess.run(['redis-cli', '-p', '7777', 'shutdown', 'nosave'])
