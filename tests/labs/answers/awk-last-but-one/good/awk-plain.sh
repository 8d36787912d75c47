# The shortest: one line of awk.
awk -F, '{print $(NF-1)}' test.txt
