# Computes with the column.
awk -F. '{print $3 + 0}' hosts.txt
