# Numbers of lines by grep, widened, each once in the order of numbers, and printed by sed.
grep -n ERROR app.log | cut -d: -f1 | while read -r n; do
  seq $((n > 10 ? n - 10 : 1)) $((n + 10))
done | sort -nu | sed 's/$/p/' | sed -n -f - app.log
