# Takes out everything that begins with two dashes.
grep -C 1 2 test.txt | grep -v '^--'
