# Leaves the last line out.
awk -F, '{print $(NF-1)}' test.txt | head -n -1
