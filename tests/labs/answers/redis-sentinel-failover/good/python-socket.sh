#!/usr/bin/python3
import socket

password = open('/root/password').read().split()[0]
for last in (11, 12, 13):
    link = socket.create_connection((f'10.77.0.{last}', 26379))
    answers = link.makefile('r')
    for line in ('SENTINEL MONITOR mymaster 10.77.0.11 6379 2', f'SENTINEL SET mymaster auth-pass {password}',
                 'SENTINEL SET mymaster failover-timeout 5000', 'SENTINEL SET mymaster down-after-milliseconds 1000'):
        link.sendall((line + '\r\n').encode())
        assert answers.readline() == '+OK\n', line
    link.close()
