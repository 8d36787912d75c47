#!/usr/bin/python3
# Left running by a learner who is root: looks again and again, while the grader asks, at every process, at files that
# change and at the traffic of the loopback, and notes its finds in the lab's Redis. The test fills in NEEDLES.
import os
import re
import socket
import stat
import subprocess
import time

# (name, first half, second half), so that this program does not find itself.
NEEDLES = [@NEEDLES@]
PATTERNS = [(name, re.compile(('%s(?:)%s' % (first, second)).encode())) for name, first, second in NEEDLES]
noted = set()


def note(*words):
    command = '*%d\r\n' % len(words) + ''.join('$%d\r\n%s\r\n' % (len(word), word) for word in words)
    with socket.create_connection(('127.0.0.1', 6379), 5) as server:
        server.sendall(command.encode())
        server.recv(100)


def report(content, where):
    for name, pattern in PATTERNS:
        if (name, where) not in noted and pattern.search(content):
            noted.add((name, where))
            note('SADD', 'found', name + '@' + where)


def search_file(path, where):
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        try:
            if stat.S_ISREG(os.fstat(descriptor).st_mode):
                report(os.read(descriptor, 1 << 20), where)
        finally:
            os.close(descriptor)
    except OSError:
        pass


def search_process(pid):
    folder = '/proc/%s/' % pid
    for name in ('cmdline', 'environ', 'comm', 'maps', 'stack', 'wchan'):
        search_file(folder + name, name)
    try:
        if os.stat(folder + 'root').st_ino != os.stat('/').st_ino:
            note('SADD', 'found', 'another-root')
        for descriptor in os.listdir(folder + 'fd'):
            report(os.fsencode(os.readlink(folder + 'fd/' + descriptor)), 'fd')
            search_file(folder + 'fd/' + descriptor, 'fd')
    except OSError:
        pass


def main():
    wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
    wire.bind(('lo', 0))
    wire.setblocking(False)
    subprocess.Popen(['/bin/sleep', '1000'], env={'PLANTED': ''.join(NEEDLES[0][1:])}, stdin=subprocess.DEVNULL)
    while True:
        for pid in os.listdir('/proc'):
            if pid.isdigit() and pid != str(os.getpid()):
                search_process(pid)
        for top in ('/tmp', '/run', '/dev/shm', '/var/lib', '/var/log', '/etc/redis'):
            for folder, _, files in os.walk(top):
                for name in files:
                    report(os.fsencode(name), 'the name of a file')
                    search_file(os.path.join(folder, name), 'file')
        for table in ('tcp', 'unix', 'packet'):
            search_file('/proc/net/' + table, 'net')
        try:
            while True:
                report(wire.recv(1 << 16), 'wire')
        except BlockingIOError:
            pass
        note('INCR', 'sweeps')
        time.sleep(0.02)


main()
