#!/usr/bin/python3
# python: a set of line numbers, by its own #! line.
with open("test.txt", encoding="utf-8") as file:
    lines = file.read().splitlines()
show = {near for i, line in enumerate(lines) if "2" in line for near in (i - 1, i, i + 1)}
for i in sorted(show):
    if 0 <= i < len(lines):
        print(lines[i])
