# A window for each match, then sorted, each text once.
for n in $(grep -n ERROR app.log | cut -d: -f1); do
  head -n $((n + 10)) app.log | tail -n 21
done | sort -u
