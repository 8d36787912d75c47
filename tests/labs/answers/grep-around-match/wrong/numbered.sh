# With line numbers.
grep -n -C1 2 test.txt
