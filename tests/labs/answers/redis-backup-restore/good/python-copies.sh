#!/usr/bin/python3
import subprocess
subprocess.check_call(['systemctl', 'stop', 'redis'])
with open('/root/backup/redis-nightly.rdb', 'rb') as backup, open('/var/lib/redis/dump.rdb', 'wb') as data:
    data.write(backup.read())
subprocess.check_call(['systemctl', 'start', 'redis'])
