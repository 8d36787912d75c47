# A window for each match, whether they overlap or not.
grep -n 2 test.txt | cut -d: -f1 | while read -r n; do
  sed -n "$((n > 1 ? n - 1 : 1)),$((n + 1))p" test.txt
done
