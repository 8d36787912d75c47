# The other awk, in the C locale.
LC_ALL=C mawk -F . '{ printf("%s\n", $3) }' hosts.txt
