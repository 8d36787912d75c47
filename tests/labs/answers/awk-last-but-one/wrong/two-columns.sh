# Prints the last two columns, comma and all.
grep -oE '[^,]*,[^,]*$' test.txt
