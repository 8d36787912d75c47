#!/usr/bin/python3
import socket

password = open('/root/password').read().strip()
for address in ('10.77.0.12', '10.77.0.13'):
    with socket.create_connection((address, 6379)) as link:
        replies = link.makefile('r')
        for line in (f'AUTH {password}', f'CONFIG SET masterauth {password}', 'REPLICAOF 10.77.0.11 6379', 'CONFIG REWRITE'):
            link.sendall(line.encode() + b'\r\n')
            assert replies.readline().startswith('+OK'), line
