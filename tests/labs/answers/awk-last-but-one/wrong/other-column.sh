# Prints the second column instead.
awk -F, '{print $2}' test.txt
