# Leaves the comma behind each column.
awk -F, '{print $(NF-1) ","}' test.txt
