# sed refuses a range that begins before the first line.
for n in $(sed -n '/ERROR/=' app.log); do
  sed -n "$((n - 10)),$((n + 10))=" app.log
done | sort -nu | sed 's/$/p/' | sed -n -f - app.log
