# The other awk, in the C locale.
LC_ALL=C mawk '{ a[NR] = $0; hit[NR] = /2/ } END { for (i = 1; i <= NR; i++) if (hit[i - 1] + hit[i] + hit[i + 1]) print a[i] }' test.txt
