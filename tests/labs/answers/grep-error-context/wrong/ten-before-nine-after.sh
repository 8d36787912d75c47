# Counts the match as the first of the ten lines after it.
awk '{ l[NR] = $0 } /ERROR/ { for (n = NR - 10; n < NR + 10; n++) s[n] } END { for (n = 1; n <= NR; n++) if (n in s) print l[n] }' app.log
