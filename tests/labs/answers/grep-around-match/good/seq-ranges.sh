n=$(wc -l < test.txt)
grep -n 2 test.txt | sed 's/:.*//' | while read -r i; do
  a=$((i > 1 ? i - 1 : 1)) b=$((i < n ? i + 1 : n))
  seq "$a" "$b"
done | sort -n | uniq | sed 's/$/p/' | sed -n -f - test.txt
