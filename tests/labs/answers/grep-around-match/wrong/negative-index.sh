# Above the first line stands, by its index -1, the last one.
python3 -c '
lines = open("test.txt").read().splitlines()
for i, line in enumerate(lines):
    if any("2" in near for near in lines[i - 1:i + 2]):
        print(line)'
