# Only lines that end in 2.
grep -C1 '2$' test.txt
