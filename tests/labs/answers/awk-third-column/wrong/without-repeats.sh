# Swallows lines that repeat the one before.
cut -d. -f3 hosts.txt | uniq
