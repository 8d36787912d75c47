# Collects everything and prints it in END.
awk -F, '{ result[NR] = $(NF-1) } END { for (i = 1; i <= NR; i++) print result[i] }' test.txt
