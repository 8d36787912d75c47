#!/usr/bin/python3
import socket
with socket.create_connection(('127.0.0.1', 6379)) as server:
    server.sendall(b'SAVE\r\n')
    print(server.recv(100))
