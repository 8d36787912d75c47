# Leaves the dot behind each column.
awk -F. '{print $3 "."}' hosts.txt
