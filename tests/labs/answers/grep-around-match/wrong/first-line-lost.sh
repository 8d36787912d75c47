# Loses the first line, which has none before it.
awk '{ a[NR] = $0 } END { for (i = 2; i <= NR; i++) if (a[i - 1] a[i] a[i + 1] ~ /2/) print a[i] }' test.txt
