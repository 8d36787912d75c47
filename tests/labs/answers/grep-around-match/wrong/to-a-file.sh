# Writes the right lines to a file instead.
grep -C1 2 test.txt > answer.txt
