# Names in lower case, as DNS would compare them.
cut -d. -f3 hosts.txt | tr A-Z a-z
