# The right lines, sorted.
cut -d. -f3 hosts.txt | sort
