#!/usr/bin/env python3
# A python script by its own #! line.
with open("hosts.txt", encoding="utf-8") as lines:
    for line in lines:
        print(line.rstrip("\n").split(".")[2])
