# Writes the right lines to a file instead.
cut -d. -f3 hosts.txt > answer.txt
