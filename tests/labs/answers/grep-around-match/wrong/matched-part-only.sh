# Only what matched.
grep -o -C1 2 test.txt
