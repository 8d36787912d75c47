# Only numbers that begin with 2.
grep -C1 -E '(^| )2' test.txt
