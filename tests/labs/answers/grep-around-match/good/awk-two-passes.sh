# Reads the file twice: first for the numbers of the lines, then to print them.
awk 'NR == FNR { if (index($0, "2")) { show[FNR - 1] = show[FNR] = show[FNR + 1] = 1 } next } show[FNR]' test.txt test.txt
