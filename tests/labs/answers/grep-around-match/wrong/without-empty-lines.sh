# Loses the empty lines.
grep -C1 2 test.txt | grep .
