# The other awk, from standard input.
mawk -F, '{print $(NF-1)}' < test.txt
