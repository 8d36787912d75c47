# From the last line to the first.
tac test.txt | grep -C1 2
