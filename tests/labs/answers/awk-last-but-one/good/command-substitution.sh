# The output first goes into a variable; the last line is never empty, so nothing is lost.
result=$(awk -F, '{print $(NF-1)}' test.txt)
echo "$result"
