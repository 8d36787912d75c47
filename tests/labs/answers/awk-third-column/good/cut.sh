# cut, from standard input.
cut -d. -f3 < hosts.txt
