#!/usr/bin/env python3
# python: one pass with a bounded queue, by its own #! line.
from collections import deque

before = deque(maxlen=10)
left = 0
with open("app.log", encoding="utf-8") as log:
    for line in log:
        if "ERROR" in line:
            print(*before, sep="", end="")
            before.clear()
            left = 11
        if left:
            print(line, end="")
            left -= 1
        else:
            before.append(line)
