#!/usr/bin/python3
import subprocess
subprocess.check_call(["mariadb", "world", "-e", "CREATE INDEX IF NOT EXISTS lookup ON visit (city, day) ALGORITHM=INPLACE"])
