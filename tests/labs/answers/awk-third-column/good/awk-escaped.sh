# The dot escaped as in a regular expression.
awk -F'\\.' '{print $3}' hosts.txt
