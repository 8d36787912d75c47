# The right lines, sorted.
awk -F, '{print $(NF-1)}' test.txt | sort
