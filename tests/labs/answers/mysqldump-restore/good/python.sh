#!/usr/bin/python3
import subprocess
with open("backup/world.sql") as dump:
    subprocess.run(["mariadb", "world"], stdin=dump, check=True)
