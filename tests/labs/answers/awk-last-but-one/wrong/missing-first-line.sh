# Takes the first line for a header and skips it.
awk -F, 'NR > 1 {print $(NF-1)}' test.txt
