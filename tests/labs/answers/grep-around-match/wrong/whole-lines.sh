# 2 as a line of its own only.
grep -x -C1 2 test.txt
