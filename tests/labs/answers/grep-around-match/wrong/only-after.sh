# Only the line after.
grep -A1 2 test.txt
