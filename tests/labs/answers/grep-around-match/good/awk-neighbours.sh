awk '{ line[NR] = $0; hit[NR] = index($0, 2) > 0 } END { for (i = 1; i <= NR; i++) if (hit[i] || hit[i - 1] || hit[i + 1]) print line[i] }' test.txt
