# One column too far to the left.
cut -d. -f2 hosts.txt
