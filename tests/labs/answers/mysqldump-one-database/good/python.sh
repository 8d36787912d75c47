#!/usr/bin/python3
import subprocess
dump = subprocess.run(["mysqldump", "--routines", "--databases", "world"], check=True, capture_output=True).stdout
with open("world.sql", "wb") as file:
    file.write(dump)
