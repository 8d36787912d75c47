# A window for each match, numbered; sort puts them in order and drops repeats.
cat -n app.log > /tmp/numbered
for n in $(grep -n ERROR app.log | cut -d: -f1); do
  sed -n "$((n > 10 ? n - 10 : 1)),$((n + 10))p" /tmp/numbered
done | sort -k1,1n -u | cut -f2-
