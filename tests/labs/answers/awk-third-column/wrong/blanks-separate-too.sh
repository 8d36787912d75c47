# Splits at blanks as well.
awk -F'[. ]' '{print $3}' hosts.txt
