# Two lines of context.
grep -C2 2 test.txt
