# loses: column
awk '{print $(NF-1)}' test.txt
