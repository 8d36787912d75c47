# Near the start of the file the slice begins at a negative index, that is, near the end.
python3 - <<'END'
lines = open("app.log").read().splitlines()
show = {}
for i, line in enumerate(lines):
    if "ERROR" in line:
        show.update((n, lines[n]) for n in range(len(lines))[i - 10:i + 11])
for n in sorted(show):
    print(show[n])
END
