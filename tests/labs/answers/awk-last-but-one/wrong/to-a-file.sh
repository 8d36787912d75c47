# Writes the right lines to a file instead.
awk -F, '{print $(NF-1)}' test.txt > answer.txt
