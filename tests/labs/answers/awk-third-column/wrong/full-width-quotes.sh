# Quotes that a word processor made round.
awk -F. ‘{print $3}’ hosts.txt
