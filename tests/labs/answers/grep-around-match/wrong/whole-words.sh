# 2 as a word of its own only.
grep -w -C1 2 test.txt
