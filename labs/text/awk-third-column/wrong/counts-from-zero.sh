# loses: column
python3 -c '
for line in open("hosts.txt"):
    print(line.rstrip("\n").split(".")[3])'
