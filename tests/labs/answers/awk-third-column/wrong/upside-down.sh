# The right lines from the last to the first.
tac hosts.txt | cut -d. -f3
