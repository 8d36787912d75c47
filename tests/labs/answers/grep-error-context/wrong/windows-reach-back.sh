# Always takes 21 lines, which near the end of the file begin too early.
cat -n app.log > /tmp/numbered
for n in $(grep -n ERROR app.log | cut -d: -f1); do
  head -n $((n + 10)) /tmp/numbered | tail -n 21
done | sort -k1,1n -u | cut -f2-
