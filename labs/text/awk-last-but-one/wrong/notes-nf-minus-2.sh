# loses: column
awk -F, '{print $(NF - 2)}' test.txt
