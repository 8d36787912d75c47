# Takes two dots in a row for one separator.
awk -F'[.]+' '{print $3}' hosts.txt
