# Takes the first line for a header and skips it.
awk -F. 'NR > 1 {print $3}' hosts.txt
