# The first three columns.
cut -d. -f1-3 hosts.txt
