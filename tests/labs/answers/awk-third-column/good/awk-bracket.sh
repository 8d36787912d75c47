# The dot in brackets, so that it is no wildcard wherever a regular expression is read.
awk -F'[.]' '{print $3}' hosts.txt
