# loses: context
for n in $(grep -n 2 test.txt | cut -d: -f1); do
  sed -n "$((n > 1 ? n - 1 : 1)),$((n + 1))p" test.txt
done
