# Throws away all bytes outside ASCII.
cut -d. -f3 hosts.txt | tr -cd '\n -~'
