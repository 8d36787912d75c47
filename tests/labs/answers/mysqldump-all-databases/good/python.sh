#!/usr/bin/env python3
import os, subprocess
with open(os.path.expanduser("~/all.sql"), "wb") as file:
    subprocess.check_call(["mysqldump", "--all-databases"], stdout=file)
