# Only lines that begin with 2.
grep -C1 ^2 test.txt
