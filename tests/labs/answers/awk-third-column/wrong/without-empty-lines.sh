# Drops the lines whose column is empty.
awk -F. '$3 != "" {print $3}' hosts.txt
