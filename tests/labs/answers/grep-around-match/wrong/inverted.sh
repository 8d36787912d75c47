# Lines without a 2.
grep -v -C1 2 test.txt
