# A blank at the end of each line.
awk -F, '{print $(NF-1) " "}' test.txt
