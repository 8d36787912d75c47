#!/usr/bin/python3
import subprocess
for statement in ("CREATE USER 'app'@'127.0.0.1' IDENTIFIED BY 's3cret$Pot'",
                  "GRANT SELECT, INSERT, UPDATE ON world.* TO 'app'@'127.0.0.1'"):
    subprocess.check_call(["mysql", "-e", statement])
