grep -n ERROR app.log | cut -d: -f1 | while read -r n; do echo "$((n > 10 ? n - 10 : 1)),$((n + 10))p"; done > /tmp/s
awk -F'[,p]' 'NR == FNR { for (i = $1; i <= $2; i++) k[i]; next } FNR in k' /tmp/s app.log
