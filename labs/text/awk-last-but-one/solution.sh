awk -F, '{print $(NF-1)}' test.txt
