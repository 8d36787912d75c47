#!/usr/bin/python3
import re, subprocess

def run(*argv, text=None):
    return subprocess.run(argv, input=text, check=True, capture_output=True).stdout

path = '/etc/mysql/mariadb.conf.d/99-replica.cnf'
with open(path) as conf:
    lines = conf.read()
with open(path, 'w') as conf:
    conf.write(re.sub(r'server-id = 1', 'server-id = 12', lines))
run('systemctl', 'restart', 'mariadb')
run('mariadb', '-e', "STOP SLAVE; CHANGE MASTER TO MASTER_USER='repl', MASTER_PASSWORD='Repl-autumn'")
dump = run('mysqldump', '-h', 'db1', '-udba', '-pDba-4db1', '--master-data', '--single-transaction', '--databases', 'shop', 'world')
run('mariadb', text=b'DROP DATABASE world; DROP DATABASE shop;' + dump + b'START SLAVE;')
