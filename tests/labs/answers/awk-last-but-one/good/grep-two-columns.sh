# grep for the last two columns, then the first of them.
grep -oE '[^,]*,[^,]*$' test.txt | cut -d, -f1
