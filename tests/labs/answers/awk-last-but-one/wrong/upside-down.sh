# The right lines from the last to the first.
tac test.txt | awk -F, '{print $(NF-1)}'
