#!/usr/bin/python3
import os
with open(os.path.expanduser('~/.bashrc'), 'a') as rc:
    rc.write("alias ll='ls -l'\n")
