# awk keeps all lines and marks those to print.
awk '{ line[NR] = $0 }
/ERROR/ { for (n = NR - 10; n <= NR + 10; n++) show[n] }
END { for (n = 1; n <= NR; n++) if (n in show) print line[n] }' app.log
