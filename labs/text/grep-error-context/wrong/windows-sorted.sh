# loses: context
for n in $(grep -n ERROR app.log | cut -d: -f1); do
  sed -n "$((n > 10 ? n - 10 : 1)),$((n + 10))p" app.log
done | sort -u
