# Searches for 1, with two lines around it.
grep -C2 1 test.txt
