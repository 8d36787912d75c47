# The shortest: one line of awk.
awk -F. '{print $3}' hosts.txt
