awk -F, 'NF > 2 { print $(NF-1) }' test.txt
