#!/usr/bin/python3
# The answer of a learner who is root and looks for what was to stay hidden, everywhere a program can look. Prints a line
# for each find: "found NAME WHERE", and for what was looked at: "looked KIND COUNT". The test fills in NEEDLES.
import os
import re
import signal
import socket
import stat
import subprocess

# (name, first half, second half): nowhere does this program hold one whole, so that it does not find itself. The
# pattern keeps the halves apart as well.
NEEDLES = [@NEEDLES@]
PATTERNS = [(name, re.compile(('%s(?:)%s' % (first, second)).encode())) for name, first, second in NEEDLES]
LONGEST = max(len(first + second) for _, first, second in NEEDLES)
CHUNK = 1 << 20
MOST = 64 << 20

looked = {}


class Stuck(Exception):
    pass


def stuck(*_):
    raise Stuck


def report(content, where):
    for name, pattern in PATTERNS:
        if pattern.search(content):
            print('found', name, where.encode(errors='replace').decode('ascii', 'replace'), flush=True)


def look(kind):
    looked[kind] = looked.get(kind, 0) + 1


def search_descriptor(descriptor, where, most=MOST):
    tail = b''
    while most > 0:
        content = os.read(descriptor, CHUNK)
        if not content:
            return
        report(tail + content, where)
        tail = content[-LONGEST:]
        most -= len(content)


def search_file(path, kind):
    # Some files of /proc and /dev never answer, and none of those is worth more than a second.
    signal.setitimer(signal.ITIMER_REAL, 1)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
        try:
            look(kind)
            endless = stat.S_ISCHR(os.fstat(descriptor).st_mode)
            search_descriptor(descriptor, path, CHUNK if endless else MOST)
        finally:
            os.close(descriptor)
    except (OSError, Stuck):
        pass
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def search_entry(path, kind):
    report(os.fsencode(path), 'the name ' + path)
    try:
        mode = os.lstat(path).st_mode
        if stat.S_ISLNK(mode):
            report(os.fsencode(os.readlink(path)), 'the link ' + path)
            return
        for name in os.listxattr(path, follow_symlinks=False):
            report(name.encode() + os.getxattr(path, name, follow_symlinks=False), 'an attribute of ' + path)
    except OSError:
        pass
    else:
        if stat.S_ISREG(mode) or stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
            search_file(path, kind)


def search_tree(top, kind, without=()):
    for folder, folders, files in os.walk(top):
        folders[:] = [name for name in folders if os.path.join(folder, name) not in without]
        for name in folders + files:
            search_entry(os.path.join(folder, name), kind)


def search_memory(pid):
    try:
        with open('/proc/%s/maps' % pid) as maps, open('/proc/%s/mem' % pid, 'rb', 0) as memory:
            look('memory')
            for line in maps:
                fields = line.split()
                if not fields[1].startswith('r'):
                    continue
                begin, end = (int(number, 16) for number in fields[0].split('-'))
                for position in range(begin, min(end, begin + MOST), CHUNK):
                    try:
                        memory.seek(position)
                        report(memory.read(min(CHUNK + LONGEST, end - position)), '/proc/%s/mem' % pid)
                    except (OSError, OverflowError, ValueError):
                        break
    except OSError:
        pass


def search_process(pid):
    folder = '/proc/%s/' % pid
    for link in ('root', 'cwd'):
        try:
            theirs = os.stat(folder + link)
        except OSError:
            continue
        # A folder of another world; the own one is searched as a whole.
        if link == 'root' and (theirs.st_dev, theirs.st_ino) != (os.stat('/').st_dev, os.stat('/').st_ino):
            print('found another-root', folder + link, flush=True)
            search_tree(folder + link + '/', 'foreign')
    try:
        for descriptor in os.listdir(folder + 'fd'):
            look('descriptor')
            search_file(folder + 'fd/' + descriptor, 'descriptor')
    except OSError:
        pass
    search_memory(pid)


def search_own_descriptors():
    for descriptor in range(3, 4096):
        try:
            os.fstat(descriptor)
        except OSError:
            continue
        print('found open-descriptor', os.readlink('/proc/self/fd/%d' % descriptor), flush=True)
        try:
            os.set_blocking(descriptor, False)
            search_descriptor(descriptor, 'descriptor %d' % descriptor)
        except OSError:
            pass


def search_sockets(planted):
    with open('/proc/net/unix') as table:
        next(table)
        names = [line.split()[7] for line in table if len(line.split()) > 7]
    for name in names:
        look('socket')
        if name != planted:
            print('found socket', name, flush=True)
        try:
            with socket.socket(socket.AF_UNIX) as peer:
                peer.settimeout(1)
                peer.connect('\0' + name[1:] if name.startswith('@') else name)
                report(peer.recv(CHUNK), 'socket ' + name)
        except OSError:
            pass


# What is told of the machine to any process.
def search_words():
    for command in (['dmesg'], ['mount'], ['env'], ['hostname'], ['ss', '-axp'], ['ip', 'address'], ['ps', '-eww']):
        try:
            done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=5)
        except (OSError, subprocess.TimeoutExpired):
            continue
        look('command')
        report(done.stdout + done.stderr, 'what %s prints' % command[0])


def main():
    search_own_descriptors()
    signal.signal(signal.SIGALRM, stuck)
    # This data set's own secret, put wherever the others' might be: the sweep must find all of these.
    with open('data') as data:
        own = data.read().strip()
    os.makedirs('/dev/shm/a')
    with open('/dev/shm/a/b', 'w') as shared:
        shared.write(own)
    subprocess.Popen(['/bin/sleep', '1000'], env={'PLANTED': own}, stdin=subprocess.DEVNULL)
    subprocess.Popen(['/bin/sh', '-c', 'sleep 1000; true', own], stdin=subprocess.DEVNULL)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind('\0' + own)
    listener.listen()

    search_tree('/', 'file', without=('/proc', '/sys'))
    search_tree('/proc', 'proc')
    search_tree('/sys', 'sys')
    for pid in os.listdir('/proc'):
        if pid.isdigit():
            look('process')
            search_process(pid)
    search_sockets('@' + own)
    search_words()
    print('parent', os.getppid())
    for kind, count in sorted(looked.items()):
        print('looked', kind, count)
    print('done')


main()
