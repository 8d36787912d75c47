# awk keeps all lines and marks those to print.
awk '{ line[NR] = $0 }
/2/ { mark[NR - 1]; mark[NR]; mark[NR + 1] }
END { for (n = 1; n <= NR; n++) if (n in mark) print line[n] }' test.txt
