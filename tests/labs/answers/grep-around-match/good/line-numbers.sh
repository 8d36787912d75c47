# Numbers of lines by grep, widened, sorted as numbers, each once, and printed by sed.
grep -n 2 test.txt | cut -d: -f1 | while read -r n; do
  seq $((n > 1 ? n - 1 : 1)) $((n + 1))
done | sort -nu | sed 's/$/p/' | sed -n -f - test.txt
