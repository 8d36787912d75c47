# Only the line before.
grep -B1 2 test.txt
