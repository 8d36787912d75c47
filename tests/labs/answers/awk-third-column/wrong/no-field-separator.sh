# Splits at blanks.
awk '{print $3}' hosts.txt
