# A window for each match, whether they overlap or not.
grep -n ERROR app.log | cut -d: -f1 | while read -r n; do
  sed -n "$((n > 10 ? n - 10 : 1)),$((n + 10))p" app.log
done
