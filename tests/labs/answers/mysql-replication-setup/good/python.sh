#!/usr/bin/python3
import subprocess

def sql(text, *where):
    return subprocess.run(['mariadb', *where, '-N', '-e', text], check=True, capture_output=True, text=True).stdout

primary = ['-h', '10.77.0.11', '-udba', '-pDba-4db1']
with open('/etc/mysql/mariadb.conf.d/70-replica.cnf', 'w') as conf:
    conf.write('[server]\nserver-id=2\nread-only=1\nskip-name-resolve\n')
subprocess.run(['systemctl', 'restart', 'mariadb.service'], check=True)
sql("GRANT REPLICATION SLAVE ON *.* TO repl@'10.77.0.%' IDENTIFIED BY 'geheim'", *primary)
sql("CHANGE MASTER TO MASTER_HOST='10.77.0.11', MASTER_USER='repl', MASTER_PASSWORD='geheim', MASTER_CONNECT_RETRY=2")
dump = subprocess.run(['mysqldump', *primary, '--master-data', '--single-transaction', '--databases', 'world', 'shop'],
                      check=True, capture_output=True).stdout
subprocess.run(['mariadb'], input=dump, check=True)
sql('START SLAVE')
