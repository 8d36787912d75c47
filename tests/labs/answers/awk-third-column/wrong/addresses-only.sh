# Thinks that hosts.txt holds addresses only.
grep -E '^[0-9]+(\.[0-9]+){3}' hosts.txt | cut -d. -f3
