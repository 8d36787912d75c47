# python: the file beside itself, one line up and one line down; no newline at the end.
python3 - <<'END'
lines = open("test.txt").read().split("\n")[:-1]
print("\n".join(b for a, b, c in zip([""] + lines, lines, lines[1:] + [""]) if "2" in a + b + c), end="")
END
