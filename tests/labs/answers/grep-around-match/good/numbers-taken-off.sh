# grep numbers the lines, sed takes the numbers off again.
grep -n -C 1 2 test.txt | sed -E 's/^[0-9]+[:-]//'
