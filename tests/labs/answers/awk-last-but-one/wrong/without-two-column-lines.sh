# Thinks that lines of two columns have no last-but-one.
awk -F, 'NF > 2 {print $(NF-1)}' test.txt
