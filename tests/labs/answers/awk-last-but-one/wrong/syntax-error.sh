# A quote that never ends.
awk -F, '{print $(NF-1)} test.txt
