# The shortest: grep with context on both sides.
grep -C1 2 test.txt
