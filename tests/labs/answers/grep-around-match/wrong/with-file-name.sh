# With the name of the file.
grep -H -C1 2 test.txt
