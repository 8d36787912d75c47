# By a variable, which keeps all but the empty lines at the end; the last line is never empty.
found=$(grep -C1 2 test.txt)
echo "$found"
