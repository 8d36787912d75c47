# Stops at the first match.
grep -m1 -C1 2 test.txt
