awk '{ split($1, a, "."); print a[3] }' hosts.txt
